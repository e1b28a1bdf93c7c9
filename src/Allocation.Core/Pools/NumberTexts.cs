namespace Allocation.Core.Pools;

/// <summary>Texts that name numbers of a pool, as people write them: one by one, or several in one text, parted by commas.</summary>
internal static class NumberTexts
{
    /// <summary>The single texts, without blanks around them.</summary>
    public static IEnumerable<string> Split(IEnumerable<string?> texts) =>
        texts.SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries));
}
