using Spectre.Console;

namespace Allocation.Cli.Output;

/// <summary>A table for a terminal, fitted to its width.</summary>
internal sealed class DrawnTable<T>(IReadOnlyList<Column<T>> columns) : TableList<T>(columns)
{
    /// <inheritdoc/>
    protected override void Draw(IReadOnlyList<string[]> rows, bool first)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in Columns)
        {
            var header = new TableColumn(new Text(column.Title, new Style(decoration: Decoration.Bold)));
            header.NoWrap = !column.Breaks;
            header.Padding = new Padding(0, 0, 1, 0);
            table.AddColumn(column.Right ? header.RightAligned() : header);
        }

        // Texts, not markup: a name may have square brackets.
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        AnsiConsole.Write(table);
    }
}
