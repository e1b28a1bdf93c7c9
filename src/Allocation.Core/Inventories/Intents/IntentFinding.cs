namespace Allocation.Core.Inventories.Intents;

/// <summary>What an inventory says about a call of which nobody knows how it ended.</summary>
/// <param name="Certainty">How sure it is.</param>
/// <param name="Entries">What the call took, or may have taken.</param>
/// <param name="Reason">Why nothing can be named, where that is so.</param>
internal sealed record IntentFinding(Certainty Certainty, IReadOnlyList<InventoryEntry> Entries, string Reason = "")
{
    public static IntentFinding Nothing { get; } = new(Certainty.Nothing, []);

    public static IntentFinding Unknowable { get; } = new(Certainty.Unknowable, [], "the inventory can neither find nor list it");

    public static IntentFinding NothingNew { get; } =
        new(Certainty.Unknowable, [], "the inventory has nothing as taken that it had not before the call; only a number that another program gave back in that moment can have been taken");
}
