namespace Allocation.Cli.Ledger;

/// <summary>Which allocations of the ledger are shown.</summary>
internal enum StateFilter
{
    /// <summary>Those that hold their resource.</summary>
    Active,

    /// <summary>Those that are over.</summary>
    Released,

    /// <summary>Both.</summary>
    All,
}
