namespace Allocation.Core.Errors;

/// <summary>What became of the values that a service had when one of its allocators failed.</summary>
/// <param name="Released">Given back, in that order.</param>
/// <param name="Kept">Still held by the rejected instance.</param>
/// <param name="Stuck">Could not be given back, each with the reason.</param>
public sealed record PartialOutcome(IReadOnlyList<string> Released, IReadOnlyList<string> Kept, IReadOnlyList<string> Stuck)
{
    /// <summary>One sentence for each of the lists that has something; empty when none has.</summary>
    public override string ToString() =>
        Sentence("Released again", Released) + Sentence("Kept", Kept) + Sentence("Could not be released", Stuck);

    private static string Sentence(string head, IReadOnlyList<string> items) =>
        items.Count == 0 ? "" : $" {head}: {string.Join(", ", items)}.";
}
