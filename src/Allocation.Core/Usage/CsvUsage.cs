using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Tables;
using Allocation.Core.Texts;

namespace Allocation.Core.Usage;

/// <summary>Our own CSV of the numbers that a pool has given.</summary>
internal static class CsvUsage
{
    /// <summary>The columns that say which number; a file has one of them.</summary>
    private static readonly string[] s_numbers = ["number", "vid", "vlan", "address", "prefix", "mac", "text"];

    private static readonly string[][] s_columns =
        [.. s_numbers.Select(name => new[] { name }), ["name"], ["description"], ["owner"], ["tags", "tag"], ["end_date"]];

    /// <summary>The columns in the first line of a file that are not ours.</summary>
    public static IEnumerable<string> UnknownColumns(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        var file = CsvFile.Read(end < 0 ? text : text[..end], new LineMistakes());
        return file.Columns.Where(column => !s_columns.Any(names => TableColumns.AreOne(names, column)));
    }

    /// <summary>The rows of a file.</summary>
    public static IReadOnlyList<UsageRow> Read(string text, LineMistakes mistakes, CancellationToken cancellation)
    {
        var file = CsvFile.Read(text, mistakes, cancellation);
        if (file.Columns.Count == 0) return [];
        var columns = new TableColumns(file, s_columns, ignoresOthers: false, mistakes);
        var numbers = s_numbers.Where(columns.Has).ToList();
        if (numbers.Count != 1)
        {
            mistakes.Add(1, $"One column must say which number: {string.Join(", ", s_numbers[..^1])} or {s_numbers[^1]}; not " +
                (numbers.Count == 0 ? "none of them." : $"{string.Join(" and ", numbers)}."));
            return [];
        }

        return [.. file.Rows.Select(row => Row(row, columns, numbers[0], mistakes)).OfType<UsageRow>()];
    }

    private static UsageRow? Row(CsvRow row, TableColumns columns, string number, LineMistakes mistakes)
    {
        if (columns.Cell(row, number) is not { } written)
        {
            mistakes.Add(row.Line, $"The column {number} must not be empty.");
            return null;
        }

        DateTimeOffset? end = null;
        if (columns.Cell(row, "end_date") is { } date)
        {
            end = TimeText.Read(date, TimeZoneInfo.Local, out var mistake);
            if (mistake is not null)
            {
                mistakes.Add(row.Line, $"The column end_date {mistake}.");
                return null;
            }
        }

        return new UsageRow(row.Line, written, columns.Cell(row, "name"),
            RowNotes.Of(row, columns.Cell(row, "description"), columns.Cell(row, "owner"), columns.Cell(row, "tags"),
                NoteSet.None, mistakes),
            new LeaseTerm(End: end));
    }
}
