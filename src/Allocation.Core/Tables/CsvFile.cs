namespace Allocation.Core.Tables;

/// <summary>A CSV file with a line of column names, and a comma, a semicolon or a tab between the cells. Names of columns have none of
/// these, so the first line tells which it is.</summary>
internal sealed class CsvFile
{
    private CsvFile(IReadOnlyList<string> columns, IReadOnlyList<CsvRow> rows) => (Columns, Rows) = (columns, rows);

    /// <summary>The names of the columns as they are written.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, without those that have nothing in them.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="mistakes">Gets what is wrong with it.</param>
    /// <param name="cancellation">Ends it between two rows.</param>
    /// <returns>The file, with the rows that could be read; without columns where nothing could.</returns>
    public static CsvFile Read(string text, LineMistakes mistakes, CancellationToken cancellation = default)
    {
        var reader = new CsvReader(text, Delimiter(text));
        IReadOnlyList<string>? columns = null;
        var rows = new List<CsvRow>();
        try
        {
            while (reader.Next() is { } row)
            {
                cancellation.ThrowIfCancellationRequested();
                if (columns is null) columns = row.Cells;
                else if (row.Cells.Count == columns.Count) rows.Add(row);
                else mistakes.Add(row.Line, $"There must be as many cells as columns, {columns.Count}, and there are {row.Cells.Count}.");
            }
        }
        catch (FormatException mistake)
        {
            mistakes.Add(reader.MistakenLine, mistake.Message);
            return new CsvFile([], []);
        }

        if (columns is null) mistakes.Add(1, "The file is empty; its first line must have the names of the columns.");
        return new CsvFile(columns ?? [], rows);
    }

    private static char Delimiter(string text)
    {
        var header = text.AsSpan().TrimStart();
        if (header.IndexOfAny('\r', '\n') is var end and >= 0) header = header[..end];
        return header.Contains(',') ? ',' : header.Contains(';') ? ';' : header.Contains('\t') ? '\t' : ',';
    }
}
