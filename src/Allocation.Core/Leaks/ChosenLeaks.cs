namespace Allocation.Core.Leaks;

/// <summary>
/// Which of the leaks that a person passed on may be repaired. Of several numbers that are candidates for one call only one can be
/// its own: it is repaired when it alone was chosen, on purpose; a whole list that was passed on chooses nothing.
/// </summary>
internal static class ChosenLeaks
{
    /// <summary>The leaks, each with the outcome of those that are refused; null for the others.</summary>
    /// <param name="leaks">All that were passed on together.</param>
    /// <param name="isForced">Whether the person said that a number is to be taken for the one of several.</param>
    public static IEnumerable<(AllocationLeak Leak, RepairOutcome? Refusal)> Check(IReadOnlyList<AllocationLeak> leaks, bool isForced)
    {
        var named = leaks.Where(IsOneOfSeveral).GroupBy(leak => leak.IntentId!)
            .ToDictionary(call => call.Key, call => call.DistinctBy(leak => leak.Id).Count());
        return leaks.Select(leak => (leak, IsOneOfSeveral(leak) && (!isForced || named[leak.IntentId!] > 1)
            ? new RepairOutcome(leak, false, SuspectRepair.Ambiguous(leak.Candidates))
            : null));
    }

    /// <summary>One leak of each call: dismissing it dismisses all its numbers.</summary>
    public static IEnumerable<AllocationLeak> OneOfEachCall(IEnumerable<AllocationLeak> leaks) =>
        leaks.DistinctBy(leak => leak.IntentId ?? leak.Id);

    /// <summary>Whether others are candidates for the same call.</summary>
    public static bool IsOneOfSeveral(AllocationLeak leak) => leak.IntentId is not null && leak.Candidates > 1;
}
