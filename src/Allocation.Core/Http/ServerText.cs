using System.Globalization;
using System.Text;
using Allocation.Core.Secrets;

namespace Allocation.Core.Http;

/// <summary>Text of a server as it is shown to people: one line, not too long, without secrets, and nothing in it that a terminal would obey.</summary>
internal static class ServerText
{
    private const int Longest = 600;

    /// <summary>The text to show. Secrets go first: cut or escaped, they would not be recognised.</summary>
    public static string Of(string text, SecretMask mask)
    {
        var masked = mask.Apply(text.Trim());
        var shown = new StringBuilder();
        foreach (var rune in masked.EnumerateRunes())
        {
            if (shown.Length >= Longest) return shown.Append("...").ToString();
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                shown.Append(Escaped(rune));
            else
                shown.Append(rune.ToString());
        }

        return shown.ToString();
    }

    private static string Escaped(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
    };
}
