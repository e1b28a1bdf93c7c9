namespace Allocation.Core.Inventories;

/// <summary>What an inventory says about a call of which nobody knows how it ended.</summary>
/// <param name="Certainty">How sure it is.</param>
/// <param name="Entries">What the call took, or may have taken.</param>
internal sealed record IntentFinding(Certainty Certainty, IReadOnlyList<InventoryEntry> Entries)
{
    public static IntentFinding Nothing { get; } = new(Certainty.Nothing, []);

    public static IntentFinding Unknowable { get; } = new(Certainty.Unknowable, []);
}
