namespace Allocation.Core.Inventories.Intents;

/// <summary>What an inventory says about a call whose outcome is unknown.</summary>
/// <param name="Certainty">How sure it is.</param>
/// <param name="Entries">What the call took, or may have taken.</param>
/// <param name="Reason">Why nothing can be named, where that is so.</param>
internal sealed record IntentFinding(Certainty Certainty, IReadOnlyList<InventoryEntry> Entries, string Reason = "")
{
    public static IntentFinding Nothing { get; } = new(Certainty.Nothing, []);

    /// <summary>Nothing so far.</summary>
    public static IntentFinding NotYet(DateTimeOffset end) =>
        new(Certainty.NotYet, [], $"the inventory has nothing for it yet, and what it was asked may take effect until {end:u}")
        {
            End = end,
        };

    /// <summary>When the call takes effect at the latest; null when it is over.</summary>
    public DateTimeOffset? End { get; private init; }

    public static IntentFinding Unknowable { get; } = new(Certainty.Unknowable, [], "the inventory can neither find nor list it");

    public static IntentFinding NothingNew { get; } =
        new(Certainty.Unknowable, [],
            "the inventory lists no number as taken that it did not list before the call; only a number that another program gave back " +
            "at that moment can have been taken");
}
