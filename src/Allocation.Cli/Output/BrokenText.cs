namespace Allocation.Cli.Output;

/// <summary>
/// Text broken into lines for a narrow column, with nothing cut off: after a blank, else after a character that ends a part of a
/// name or a path, else wherever the column ends.
/// </summary>
internal static class BrokenText
{
    /// <summary>The text in lines of at most <paramref name="width"/> characters. Lines that it has are kept.</summary>
    public static string Of(string text, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return text.Length <= width ? text : string.Join('\n', text.Split('\n').SelectMany(line => Lines(line, width)));
    }

    private static IEnumerable<string> Lines(string text, int width)
    {
        while (text.Length > width)
        {
            var end = End(text, width);
            yield return text[..end].TrimEnd(' ');
            text = text[end..].TrimStart(' ');
        }

        yield return text;
    }

    private static int End(string text, int width)
    {
        // A blank may stand where the column has ended: it is not shown there.
        var blank = text.LastIndexOf(' ', width);
        if (blank > 0) return blank;
        var part = text.AsSpan(0, width).LastIndexOfAny("-_/\\.,:;=]");
        if (part >= width / 2) return part + 1;
        return width > 1 && char.IsHighSurrogate(text[width - 1]) ? width - 1 : width;
    }
}
