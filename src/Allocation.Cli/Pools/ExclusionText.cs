using Allocation.Core.Errors;

namespace Allocation.Cli.Pools;

/// <summary>Excluded numbers as people write them: <c>150,160-170</c>, both ends included; <c>none</c> for none.</summary>
internal static class ExclusionText
{
    private const string None = "none";

    /// <summary>The texts, which the pool reads; none for the word.</summary>
    /// <exception cref="InvalidPoolException">There is no text.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> texts) =>
        texts is [None] ? []
        : texts.All(string.IsNullOrWhiteSpace)
            ? throw new InvalidPoolException(null, "--exclude was given without a value: write 150,160-170, or none for no exclusions.")
        : texts;
}
