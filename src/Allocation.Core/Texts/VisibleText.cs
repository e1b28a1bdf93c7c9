using System.Buffers;
using System.Globalization;
using System.Text;

namespace Allocation.Core.Texts;

/// <summary>
/// Text that came from elsewhere, as people may see it: characters that steer a terminal, or that are not seen, are written
/// as JSON writes them, such as <c>\u001b</c>. These are those of <see cref="UnseenCharacters"/> but spaces and joiners, and halves of
/// surrogate pairs.
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
        for (int i = first, length; i < text.Length; i += length)
        {
            if (IsHidden(text, i, keepsLines, out length)) foreach (var half in text.AsSpan(i, length)) visible.Append(Escaped(half));
            else visible.Append(text, i, length);
        }

        return visible.ToString();
    }

    private static int FirstHidden(string text, bool keepsLines)
    {
        for (int i = 0, length; i < text.Length; i += length)
        {
            if (IsHidden(text, i, keepsLines, out length)) return i;
        }

        return -1;
    }

    private static bool IsHidden(string text, int at, bool keepsLines, out int length)
    {
        length = 1;
        switch (text[at])
        {
            case >= ' ' and <= '~': return false;
            case '\n' or '\t': return !keepsLines;
            case '\r': return !keepsLines || at + 1 == text.Length || text[at + 1] != '\n';
        }

        if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length) != OperationStatus.Done) return true;

        // Cultures write numbers with spaces that do not break; no terminal is steered by them.
        return Rune.GetUnicodeCategory(rune) != UnicodeCategory.SpaceSeparator && !UnseenCharacters.IsJoiner(rune)
            && UnseenCharacters.IsUnseen(rune);
    }

    private static string Escaped(char character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
    };
}
