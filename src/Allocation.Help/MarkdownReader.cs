using System.Text.RegularExpressions;

namespace Allocation.Help;

/// <summary>
/// Reads the Markdown of a help page: a heading with the name and a sentence, then the sections Description, Examples,
/// Parameters, Notes and Links. Comments are for the tests, which run the examples, and do not appear.
/// </summary>
internal static partial class MarkdownReader
{
    private const string Fence = "```";

    /// <summary>Reads a page.</summary>
    /// <exception cref="HelpException">A section is unknown, an example has no code, or a fence is open.</exception>
    public static HelpPage Read(string name, string markdown)
    {
        var lines = Lines(markdown);
        var sections = Split(lines, "## ").ToList();
        var page = new HelpPage
        {
            Synopsis = string.Join(' ', Paragraphs(sections[0].Lines.Where(l => !l.StartsWith("# ", StringComparison.Ordinal)))),
        };
        foreach (var (title, body) in sections.Skip(1))
        {
            page = title switch
            {
                "Description" => page with { Description = Paragraphs(body) },
                "Examples" => page with
                {
                    Examples = Split(body, "### ").Skip(1).Select(part => Example(name, part.Title, part.Lines)).ToList(),
                },
                "Parameters" => page with
                {
                    Parameters = Split(body, "### ").Skip(1).ToDictionary(part => part.Title.TrimStart('-'),
                        part => (IReadOnlyList<string>)Paragraphs(part.Lines)),
                },
                "Notes" => page with { Notes = Paragraphs(body) },
                "Links" => page with
                {
                    Links = body.Where(l => l.StartsWith("- ", StringComparison.Ordinal)).Select(l => l[2..].Trim()).ToList(),
                },
                _ => throw new HelpException(name, $"there is no section '{title}'"),
            };
        }

        return page;
    }

    /// <summary>The lines of a page without its comments.</summary>
    public static string[] Lines(string markdown) => Comment().Replace(markdown.ReplaceLineEndings("\n"), "").Split('\n');

    /// <summary>Text without the marks of code, emphasis and links.</summary>
    public static string Plain(string text) => Emphasis().Replace(Link().Replace(text, "$1"), "$2");

    private static HelpExample Example(string name, string title, IReadOnlyList<string> lines)
    {
        var first = lines.ToList().FindIndex(l => l.StartsWith(Fence, StringComparison.Ordinal));
        var last = lines.ToList().FindIndex(first + 1, l => l.StartsWith(Fence, StringComparison.Ordinal));
        if (first < 0 || last < 0) throw new HelpException(name, $"the example '{title}' has no complete block of code");
        return new HelpExample(title, string.Join('\n', lines.Take(last).Skip(first + 1)),
            Paragraphs(lines.Take(first).Concat(lines.Skip(last + 1))));
    }

    private static IEnumerable<(string Title, IReadOnlyList<string> Lines)> Split(IEnumerable<string> lines, string mark)
    {
        var (title, body, inCode) = ("", new List<string>(), false);
        foreach (var line in lines)
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal)) inCode = !inCode;
            if (inCode || !line.StartsWith(mark, StringComparison.Ordinal))
            {
                body.Add(line);
                continue;
            }

            yield return (title, body);
            (title, body) = (line[mark.Length..].Trim(), []);
        }

        yield return (title, body);
    }

    private static List<string> Paragraphs(IEnumerable<string> lines)
    {
        var paragraphs = new List<string>();
        var open = false;
        foreach (var line in lines)
        {
            var text = Plain(line.TrimEnd());
            if (text.Length == 0) open = false;
            else if (open && !line.StartsWith("- ", StringComparison.Ordinal)) paragraphs[^1] += " " + text.Trim();
            else paragraphs.Add(text.Trim());
            if (text.Length > 0) open = true;
        }

        return paragraphs;
    }

    [GeneratedRegex("<!--.*?-->\n?", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(`|\*\*)(.+?)\1")]
    private static partial Regex Emphasis();
}
