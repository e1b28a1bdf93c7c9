namespace Allocation.Cli.Stores;

/// <summary>How a store was chosen; the first of these that names one wins.</summary>
internal enum StoreSource
{
    /// <summary>By <c>--store</c>.</summary>
    Parameter,

    /// <summary>By the environment variable <c>ALLOCATION_STORE</c>.</summary>
    Environment,

    /// <summary>By nobody: SQLite in the user's data folder.</summary>
    Default,
}
