namespace Allocation.Cli.Pools;

/// <summary>Excluded numbers as people write them: <c>150,160-170</c>, both ends included; <c>none</c> for none.</summary>
internal static class ExclusionText
{
    private const string None = "none";

    /// <summary>The texts, which the pool reads; none for the word.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> texts) => texts is [None] ? [] : texts;
}
