namespace Allocation.Core.Ledger;

/// <summary>Who holds something.</summary>
/// <param name="Id">The id of the service or ticket; for what was taken directly, an id of its own.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Lease(string Id, string Name, LeaseKind Kind)
{
    /// <summary>When and for how long it holds.</summary>
    public LeaseTime Time { get; init; } = LeaseTime.Open;
}
