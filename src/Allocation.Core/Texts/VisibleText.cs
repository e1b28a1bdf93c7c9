using System.Globalization;
using System.Text;

namespace Allocation.Core.Texts;

/// <summary>
/// Text that came from elsewhere, as people may see it: characters that steer a terminal, or that are not seen, are written
/// as JSON writes them, such as <c>\u001b</c>. These are control characters, line and paragraph separators, those that change
/// the direction of writing, those of no width, and halves of surrogate pairs.
/// </summary>
public static class VisibleText
{
    /// <summary>The text on one line: line feeds and tabs are made visible as well.</summary>
    public static string Of(string text) => Write(text, keepsLines: false);

    /// <summary>The text with its lines and tabs as they are.</summary>
    public static string Lines(string text) => Write(text, keepsLines: true);

    /// <summary>Whether a text has characters that are not seen; line feeds and tabs are such.</summary>
    public static bool IsNeeded(string text) => FirstHidden(text, keepsLines: false) >= 0;

    private static string Write(string text, bool keepsLines)
    {
        var first = FirstHidden(text, keepsLines);
        if (first < 0) return text;
        var visible = new StringBuilder(text.Length + 16).Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            if (!IsHidden(text, i, keepsLines)) visible.Append(text[i]);
            else visible.Append(Escaped(text[i]));
        }

        return visible.ToString();
    }

    private static int FirstHidden(string text, bool keepsLines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsHidden(text, i, keepsLines)) return i;
        }

        return -1;
    }

    private static bool IsHidden(string text, int at, bool keepsLines) => text[at] switch
    {
        '\n' or '\t' => !keepsLines,
        '\r' => !keepsLines || at + 1 == text.Length || text[at + 1] != '\n',
        >= ' ' and <= '~' => false,
        var half when char.IsHighSurrogate(half) => at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]),
        var half when char.IsLowSurrogate(half) => at == 0 || !char.IsHighSurrogate(text[at - 1]),
        var other => char.IsControl(other) || IsUnseen(other),
    };

    // Joiners (U+200C, U+200D) belong to words of many languages and to emoji, and stay.
    private static bool IsUnseen(char character) => character is '\u061C' or '\u200B' or '\u200E' or '\u200F'
        or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF' or (>= '\uFFF9' and <= '\uFFFB');

    private static string Escaped(char character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
    };
}
