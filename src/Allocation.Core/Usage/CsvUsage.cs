using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Tables;

namespace Allocation.Core.Usage;

/// <summary>Our own CSV of the numbers that a pool has given.</summary>
internal static class CsvUsage
{
    /// <summary>The columns in the first line of a file that are not ours.</summary>
    public static IEnumerable<string> UnknownColumns(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        var file = CsvFile.Read(end < 0 ? text : text[..end], new LineMistakes());
        return file.Columns.Where(column => !RequestColumns.All.Any(names => TableColumns.AreOne(names, column)));
    }

    /// <summary>The rows of a file.</summary>
    public static IReadOnlyList<UsageRow> Read(string text, LineMistakes mistakes, CancellationToken cancellation)
    {
        var file = CsvFile.Read(text, mistakes, cancellation);
        if (file.Columns.Count == 0) return [];
        var columns = new TableColumns(file, RequestColumns.All, ignoresOthers: false, mistakes);
        if (!columns.Has(RequestColumns.ResourceId))
        {
            var names = RequestColumns.All.First(known => known[0] == RequestColumns.ResourceId);
            mistakes.Add(1, $"One column must say which number: {string.Join(", ", names[..^1])} or {names[^1]}; there is none of them.");
            return [];
        }

        return [.. file.Rows.Select(row => Row(row, columns, mistakes)).OfType<UsageRow>()];
    }

    private static UsageRow? Row(CsvRow row, TableColumns columns, LineMistakes mistakes)
    {
        if (columns.Cell(row, RequestColumns.ResourceId) is not { } written)
        {
            mistakes.Add(row.Line, $"The column {columns.Written(RequestColumns.ResourceId)} must not be empty.");
            return null;
        }

        var before = mistakes.Count;
        var (term, count) = (RowTerm.Of(row, columns, LeaseTerm.Open, mistakes), RowValues.Number(row, columns, "Count", mistakes));
        if (mistakes.Count > before) return null;
        return new UsageRow(row.Line, written, columns.Cell(row, "Name"), RowNotes.Of(row, columns, NoteSet.None, mistakes), term)
        {
            Pool = columns.Cell(row, "Pool"),
            Count = count,
        };
    }
}
