using Allocation.Core.Ledger;

namespace Allocation.PowerShell.Commands;

/// <summary>Which allocations to list.</summary>
public enum StateFilter
{
    /// <summary>Those that hold their resource.</summary>
    Active,

    /// <summary>Those that are over.</summary>
    Released,

    /// <summary>Both.</summary>
    All,
}

/// <summary>What the filter means to the ledger.</summary>
internal static class StateFilters
{
    /// <summary>The state to ask for; null for all.</summary>
    public static AllocationState? ToState(this StateFilter filter) => filter switch
    {
        StateFilter.Active => AllocationState.Active,
        StateFilter.Released => AllocationState.Released,
        _ => null,
    };
}
