using System.Globalization;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Ledger;
using Allocation.Core.Tables;
using Allocation.Core.Texts;

namespace Allocation.Core.Direct;

/// <summary>Requests that stand in the rows of a CSV file, with the columns that the cmdlet reads from a pipeline.</summary>
internal static class DirectRows
{
    private static readonly string[][] s_columns =
    [
        ["Pool"], ["Name", "LeaseName"], ["ResourceId"], ["Count"], ["StartDate"], ["EndDate"], ["Lifetime"], ["Description"], ["Owner"],
        ["Tags", "Tag"],
    ];

    /// <summary>The requests of a file, each with its line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="usual">What holds where a row says nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidAllocationException">The file cannot be read, or has mistakes, all of which are told.</exception>
    public static IReadOnlyList<(int Line, DirectRequest Request)> Read(string path, DirectRequest usual,
        CancellationToken cancellation = default)
    {
        var mistakes = new LineMistakes();
        var file = CsvFile.Read(TextOf(path), mistakes, cancellation);
        var columns = new TableColumns(file, s_columns, ignoresOthers: false, mistakes);
        if (file.Columns.Count > 0 && !columns.Has("Name")) mistakes.Add(1, "There must be a column Name.");
        var requests = file.Rows.Select(row => (row.Line, Request(row, columns, usual, mistakes))).ToList();
        if (requests.Count == 0 && !mistakes.Exist) mistakes.Add(1, "The file must have at least one row below the names of the columns.");
        return mistakes.Exist
            ? throw new InvalidAllocationException(null, $"Nothing was taken: correct '{path}'.{Environment.NewLine}" +
                string.Join(Environment.NewLine, mistakes.Lines())) { HasLines = true }
            : requests;
    }

    private static string TextOf(string path)
    {
        try
        {
            return InputFile.ReadText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidAllocationException(null, $"'{path}' cannot be read: {error.Message}");
        }
    }

    private static DirectRequest Request(CsvRow row, TableColumns columns, DirectRequest usual, LineMistakes mistakes)
    {
        var (start, end, lifetime) = (Time(row, columns, "StartDate", mistakes), Time(row, columns, "EndDate", mistakes),
            Lifetime(row, columns, mistakes));
        return usual with
        {
            Pool = columns.Cell(row, "Pool") ?? usual.Pool,
            Name = columns.Cell(row, "Name") ?? "",
            ResourceIds = columns.Cell(row, "ResourceId") is { } numbers ? [numbers] : [],
            Count = Count(row, columns, mistakes),
            Term = new LeaseTerm(start ?? usual.Term.Start, end ?? (lifetime is null ? usual.Term.End : null),
                lifetime ?? (end is null ? usual.Term.Lifetime : null)),
            Notes = RowNotes.Of(row, columns.Cell(row, "Description"), columns.Cell(row, "Owner"), columns.Cell(row, "Tags"), usual.Notes,
                mistakes),
        };
    }

    private static long? Count(CsvRow row, TableColumns columns, LineMistakes mistakes)
    {
        if (columns.Cell(row, "Count") is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)) return count;
        mistakes.Add(row.Line, $"Count must be a whole number, not '{text}'.");
        return null;
    }

    private static DateTimeOffset? Time(CsvRow row, TableColumns columns, string column, LineMistakes mistakes)
    {
        if (columns.Cell(row, column) is not { } text) return null;
        var time = TimeText.Read(text, TimeZoneInfo.Local, out var mistake);
        if (mistake is null) return time;
        mistakes.Add(row.Line, $"{column} {mistake}.");
        return null;
    }

    private static TimeSpan? Lifetime(CsvRow row, TableColumns columns, LineMistakes mistakes)
    {
        if (columns.Cell(row, "Lifetime") is not { } text) return null;
        if (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var lifetime))
            return lifetime;
        mistakes.Add(row.Line, $"Lifetime must be a time such as 00:10:00, or 90.00:00:00 for ninety days, not '{text}'.");
        return null;
    }
}
