using System.Text;

namespace Allocation.Help;

/// <summary>Writes an about topic as PowerShell shows it: plain text, lines of at most 80 characters, headings in capitals.</summary>
internal static class AboutText
{
    private const int Width = 80;

    /// <summary>The text of a topic.</summary>
    public static string Of(string name, string markdown)
    {
        var text = new StringBuilder($"TOPIC\n    {name}\n");
        var (paragraph, inCode) = (new StringBuilder(), false);
        foreach (var line in MarkdownReader.Lines(markdown))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                Flush(text, paragraph);
                inCode = !inCode;
                text.Append('\n');
            }
            else if (inCode)
            {
                text.Append("        ").Append(line).Append('\n');
            }
            else if (line.StartsWith('#'))
            {
                Flush(text, paragraph);
                if (!line.StartsWith("# ", StringComparison.Ordinal))
                    text.Append('\n').Append(line.TrimStart('#', ' ').ToUpperInvariant()).Append('\n');
            }
            else if (line.Length == 0 || IsItem(line) || line.StartsWith('|'))
            {
                Flush(text, paragraph);
                if (line.StartsWith('|')) text.Append("    ").Append(MarkdownReader.Plain(line)).Append('\n');
                else if (line.Length == 0) text.Append('\n');
                else paragraph.Append(line);
            }
            else
            {
                paragraph.Append(paragraph.Length == 0 ? "" : " ").Append(line.Trim());
            }
        }

        Flush(text, paragraph);
        return System.Text.RegularExpressions.Regex.Replace(text.ToString(), "\n{3,}", "\n\n").TrimEnd() + "\n";
    }

    // A line may begin with a parameter, such as -Verbose.
    private static bool IsItem(string text) => text.StartsWith("- ", StringComparison.Ordinal);

    private static void Flush(StringBuilder text, StringBuilder paragraph)
    {
        if (paragraph.Length == 0) return;
        var line = new StringBuilder("   ");
        var hanging = IsItem(paragraph.ToString()) ? "      " : "    ";
        foreach (var word in MarkdownReader.Plain(paragraph.ToString()).Split(' '))
        {
            if (line.Length + word.Length + 1 > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(hanging[1..]);
            }

            line.Append(' ').Append(word);
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
        paragraph.Clear();
    }
}
