namespace Allocation.Cli.Output;

/// <summary>Headings such as <c>SuccessRate</c> in a narrow column: broken between their words, never within one.</summary>
internal static class HeaderWords
{
    /// <summary>The length of the longest word.</summary>
    public static int Longest(string title) => Words(title).Max(w => w.Length);

    /// <summary>The heading in lines of at most <paramref name="width"/> characters, which is at least its longest word.</summary>
    public static string Broken(string title, int width)
    {
        List<string> lines = [""];
        foreach (var word in Words(title))
        {
            if (lines[^1].Length + word.Length <= width) lines[^1] += word;
            else lines.Add(word);
        }

        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Words(string title)
    {
        var start = 0;
        for (var i = 1; i < title.Length; i++)
        {
            if (!char.IsUpper(title[i]) || char.IsUpper(title[i - 1])) continue;
            yield return title[start..i];
            start = i;
        }

        yield return title[start..];
    }
}
