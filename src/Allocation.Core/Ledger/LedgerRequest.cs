namespace Allocation.Core.Ledger;

/// <summary>Which lines of the ledger a caller asks for, as it was said.</summary>
/// <param name="Filters">What the lines must fit, but for the state.</param>
/// <param name="State">The state that was said; null for none.</param>
/// <param name="Terminated">Whether only what is over was asked for.</param>
internal sealed record LedgerRequest(AllocationQuery Filters, StateFilter? State = null, bool Terminated = false)
{
    /// <summary>What is wrong with the request by itself, whatever the ledger has; null when nothing is.</summary>
    /// <param name="parameter">Writes the name of a parameter as the front end has it.</param>
    public string? Mistake(Func<string, string> parameter)
    {
        if (Terminated && State is not (null or StateFilter.Released))
            return $"{parameter("Terminated")} is the same as {parameter("State")} released and must not be combined with another state.";
        return Filters.From >= Filters.To ? $"{parameter("From")} must be before {parameter("To")}." : null;
    }

    /// <summary>The query.</summary>
    public AllocationQuery ToQuery() => Filters.InState(Terminated ? StateFilter.Released : State);
}
