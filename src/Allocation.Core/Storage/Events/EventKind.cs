namespace Allocation.Core.Storage.Events;

/// <summary>What an act did to its subject.</summary>
public enum EventKind
{
    /// <summary>It was made, opened or registered.</summary>
    Created,

    /// <summary>It was changed.</summary>
    Changed,

    /// <summary>It was given another name.</summary>
    Renamed,

    /// <summary>It gave back all that it held, and is over.</summary>
    Released,

    /// <summary>It was removed.</summary>
    Removed,

    /// <summary>It was read from a file or copied from another store.</summary>
    Imported,

    /// <summary>A difference that a crash left was repaired, or its case closed.</summary>
    Repaired,

    /// <summary>Records of what is over were removed.</summary>
    Cleared,
}
