using System.Globalization;
using System.Text;

namespace Allocation.Core.Texts;

/// <summary>
/// Characters that people cannot see, or cannot tell from a plain space. Two names that differ in nothing else look the same.
/// </summary>
internal static class UnseenCharacters
{
    /// <summary>
    /// The first such character of a text; null when there is none. Joiners (U+200C, U+200D) and variation selectors belong to words of
    /// many languages and to emoji: they are seen where both neighbours are beyond ASCII. The plain space, and the wide one of East Asian
    /// scripts, are seen.
    /// </summary>
    public static Rune? First(string text)
    {
        Rune? before = null;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf16(rest, out var rune, out var used);
            rest = rest[used..];
            if (IsJoiner(rune) ? before is not { IsAscii: false } || !Continues(rune, rest) : IsUnseen(rune)) return rune;
            before = rune;
        }

        return null;
    }

    /// <summary>A character as Unicode names it, such as <c>U+200B</c>.</summary>
    public static string CodePoint(Rune character) => string.Create(CultureInfo.InvariantCulture, $"U+{character.Value:X4}");

    // A joiner joins two; a selector chooses the form of what is before it.
    private static bool Continues(Rune joiner, ReadOnlySpan<char> rest) => IsSelector(joiner) || (!rest.IsEmpty && !char.IsAscii(rest[0]));

    /// <summary>Whether it joins what is beside it or chooses its form, as in emoji and in words of many languages.</summary>
    public static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D || IsSelector(rune);

    private static bool IsSelector(Rune rune) => rune.Value is >= 0xFE00 and <= 0xFE0F;

    /// <summary>Whether it steers a terminal, changes the direction of writing, or has no form and no width; spaces are such where they are
    /// not plain.</summary>
    public static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => !IsVisibleFormat(rune),
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => rune.Value is not (0x20 or 0x3000),
        _ => IsFiller(rune),
    };

    // Signs over numbers in Arabic, Syriac and Kaithi.
    private static bool IsVisibleFormat(Rune rune) =>
        rune.Value is (>= 0x0600 and <= 0x0605) or 0x06DD or 0x070F or 0x0890 or 0x0891 or 0x08E2 or 0x110BD or 0x110CD;

    // Letters, marks and symbols without their own form.
    private static bool IsFiller(Rune rune) => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
        or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF);
}
