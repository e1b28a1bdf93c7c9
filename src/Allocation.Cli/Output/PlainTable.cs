namespace Allocation.Cli.Output;

/// <summary>A table for files and pipes: columns padded with blanks, two between them, nothing cut off, nothing wrapped, no lines
/// drawn.</summary>
internal sealed class PlainTable<T>(StandardOutput output, IReadOnlyList<Column<T>> columns) : TableList<T>(columns)
{
    private int[] _widths = [];

    /// <inheritdoc/>
    protected override void Draw(List<TableCell[]> rows, bool first)
    {
        if (first)
        {
            _widths = [.. Columns.Select((c, i) => rows.Select(r => r[i].Text.Length).Append(c.Title.Length).Max())];
            Line([.. Columns.Select(c => c.Title)]);
        }

        foreach (var row in rows) Line([.. row.Select(cell => cell.Text)]);
    }

    private void Line(string[] cells)
    {
        var padded = cells.Select((cell, i) => Columns[i].Right ? cell.PadLeft(_widths[i]) : cell.PadRight(_widths[i]));
        output.WriteLine(string.Join("  ", padded).TrimEnd());
    }
}
