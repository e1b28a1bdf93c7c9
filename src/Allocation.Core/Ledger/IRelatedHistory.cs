namespace Allocation.Core.Ledger;

/// <summary>Records beside the allocations that end as they do and are forgotten with them.</summary>
internal interface IRelatedHistory
{
    /// <summary>How many of them were over before a time.</summary>
    long Count(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Removes them, some at a time, each batch in its own transaction.</summary>
    /// <param name="before">The time; what was over later stays.</param>
    /// <param name="telling">Tells of each batch.</param>
    /// <param name="cancellation">Ends it after the batch that is under way.</param>
    void Clear(DateTimeOffset before, ClearingTold telling, CancellationToken cancellation);
}
