namespace Allocation.Core.Ledger;

/// <summary>Which allocations to list, as people say it.</summary>
public enum StateFilter
{
    /// <summary>Those that hold their resource.</summary>
    Active,

    /// <summary>Those that are over.</summary>
    Released,

    /// <summary>Both.</summary>
    All,
}
