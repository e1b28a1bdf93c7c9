namespace Allocation.Core.Storage.Addresses;

/// <summary>How a store was chosen; the first of these that names one wins.</summary>
public enum StoreSource
{
    /// <summary>By an argument of the command.</summary>
    Parameter,

    /// <summary>By <c>Connect-AllocationStore</c> in a PowerShell session.</summary>
    Session,

    /// <summary>By the environment variable <c>ALLOCATION_STORE</c>.</summary>
    Environment,

    /// <summary>By default: SQLite in the user's data folder.</summary>
    Default,
}
