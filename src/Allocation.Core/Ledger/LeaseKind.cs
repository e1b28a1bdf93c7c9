namespace Allocation.Core.Ledger;

/// <summary>What holds a resource.</summary>
public enum LeaseKind
{
    /// <summary>An instance of a service.</summary>
    Service,

    /// <summary>A ticket.</summary>
    Ticket,

    /// <summary>An unknown holder: the number was marked as used in a file that was imported.</summary>
    Import,

    /// <summary>A resource of a resource pool: it holds its number within the pool and the values of named counters.</summary>
    Resource,

    /// <summary>A caller who took numbers of a pool directly, under a name of their own.</summary>
    Direct,
}
