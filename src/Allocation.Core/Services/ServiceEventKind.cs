namespace Allocation.Core.Services;

/// <summary>What happened to an instance.</summary>
public enum ServiceEventKind
{
    /// <summary>It was asked for.</summary>
    Created,

    /// <summary>New attributes were asked for.</summary>
    Updated,

    /// <summary>It went from one state to another.</summary>
    Transferred,

    /// <summary>An attribute got a value.</summary>
    Allocated,

    /// <summary>A value was given back.</summary>
    Released,

    /// <summary>An allocator failed.</summary>
    Failed,

    /// <summary>It got another name.</summary>
    Renamed,
}
