using System.Text.RegularExpressions;
using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Tables;

namespace Allocation.Core.Usage;

/// <summary>
/// What a switch answers to <c>show vlan brief</c>. IOS, NX-OS and EOS draw the same table, in columns of different widths; the line of
/// dashes below the headings says how wide they are, so the three need not be told apart.
/// </summary>
internal static partial class ShowVlanUsage
{
    /// <summary>The VLANs of a table.</summary>
    public static IReadOnlyList<UsageRow> Read(string text, LineMistakes mistakes)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd()).ToArray();
        var heading = Array.FindIndex(lines, line => Heading().IsMatch(line));
        foreach (var (line, written) in Numbered(lines, 0, heading < 0 ? lines.Length : heading))
        {
            if (written.Length > 0 && !Prompt().IsMatch(written))
                mistakes.Add(line, $"Before the headings 'VLAN Name Status Ports' there must be only a prompt, not '{Cut(written)}'.");
        }

        if (heading < 0)
        {
            mistakes.Add(1, "The file must have a table of 'show vlan brief', with the headings 'VLAN Name Status Ports'.");
            return [];
        }

        var ruler = heading + 1 < lines.Length ? Ruler().Match(lines[heading + 1]) : Match.Empty;
        if (!ruler.Success)
        {
            mistakes.Add(heading + 2, "Below the headings there must be a line of dashes, which says how wide the columns are.");
            return [];
        }

        return [.. Numbered(lines, heading + 2, lines.Length).Select(at => Row(at.Line, at.Text, ruler, mistakes)).OfType<UsageRow>()];
    }

    private static UsageRow? Row(int line, string text, Match ruler, LineMistakes mistakes)
    {
        if (text.Length == 0 || Prompt().IsMatch(text) || Footnote().IsMatch(text)) return null;
        var (name, status, ports) = (ruler.Groups["name"].Index, ruler.Groups["status"].Index, ruler.Groups["ports"].Index);

        // More ports than fit go on below the others.
        if (Part(text, 0, ports).Length == 0) return null;
        var number = Part(text, 0, name).TrimEnd('*');
        var (written, state) = (Part(text, name, status), Part(text, status, ports));
        if (number.Length == 0 || !number.All(char.IsAsciiDigit) || written.Length == 0 || state.Length == 0 || state.Contains(' ')
            || !IsBlankBefore(text, name) || !IsBlankBefore(text, status))
        {
            mistakes.Add(line, $"A line of the table must have a number, a name and a status below their headings, not '{Cut(text)}'.");
            return null;
        }

        return new UsageRow(line, number, written, NoteSet.None, LeaseTerm.Open)
        {
            // The VLAN that is there from the start, and those of Token Ring and FDDI, which no one can delete.
            IsOnEveryDevice = number is "1" or "1002" or "1003" or "1004" or "1005",
        };
    }

    private static IEnumerable<(int Line, string Text)> Numbered(string[] lines, int from, int to) =>
        Enumerable.Range(from, to - from).Select(i => (i + 1, lines[i]));

    private static bool IsBlankBefore(string text, int place) => place - 1 >= text.Length || text[place - 1] == ' ';

    private static string Part(string text, int from, int to) => from >= text.Length ? "" : text[from..Math.Min(to, text.Length)].Trim();

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "...";

    [GeneratedRegex(@"^VLAN\s+Name\s+Status\s+Ports$")]
    private static partial Regex Heading();

    [GeneratedRegex("^-+ +(?<name>-+) +(?<status>-+) +(?<ports>-+)$")]
    private static partial Regex Ruler();

    // What was typed, and the prompt that came after.
    [GeneratedRegex(@"^\S+[#>]\s*(sh\w* .*)?$|^sh\w* vlan\b.*$|^\S+[#>]sh\w* .*$")]
    private static partial Regex Prompt();

    [GeneratedRegex(@"^\* ")]
    private static partial Regex Footnote();
}
