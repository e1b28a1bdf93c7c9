using Allocation.Core.Pools.Use;
using Spectre.Console;

namespace Allocation.Cli.Output;

/// <summary>
/// A table for a terminal, fitted to its width: what is long goes on below, in its column. Where not even that fits, each
/// row is a list, a line for each column, so that nothing is cut off or dropped.
/// </summary>
/// <param name="columns">What is in it.</param>
/// <param name="screen">Where it is drawn.</param>
internal sealed class DrawnTable<T>(IReadOnlyList<Column<T>> columns, IAnsiConsole screen) : TableList<T>(columns)
{
    // A blank before each column, and one behind the last.
    private const int Between = 1;

    /// <inheritdoc/>
    protected override void Draw(List<TableCell[]> rows, bool first)
    {
        if (first && Widths(rows) is null) LeaveOut(rows, place => Columns[place].IsExtra);
        if (Widths(rows) is { } widths) DrawTable(rows, widths);
        else DrawLists(rows);
    }

    private int[]? Widths(List<TableCell[]> rows) => ColumnWidths.Fit(
        [.. Columns.Select((column, i) => Needed(column, rows.Max(r => r[i].Text.Length)))],
        screen.Profile.Width - (Between * (Columns.Count + 1)));

    private void DrawTable(List<TableCell[]> rows, int[] widths)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (column, width) in Columns.Zip(widths))
        {
            var header = new TableColumn(new Text(HeaderWords.Broken(column.Title, width), new Style(decoration: Decoration.Bold)))
            {
                Width = width,
                Padding = new Padding(0, 0, 0, 0),
            };
            table.AddColumn(column.Right ? header.RightAligned() : header);
        }

        // Texts, not markup: a name may have square brackets.
        foreach (var row in rows)
            table.AddRow(row.Zip(widths, (cell, width) => new Text(BrokenText.Of(cell.Text, width), StyleOf(cell))));
        screen.Write(table);
    }

    private void DrawLists(List<TableCell[]> rows)
    {
        var title = Columns.Max(c => c.Title.Length);
        var room = Math.Max(1, screen.Profile.Width - title - (2 * Between));
        foreach (var row in rows)
        {
            var list = new Grid().AddColumn(new GridColumn { Width = title, NoWrap = true, Padding = new Padding(0, 0, 2 * Between, 0) })
                .AddColumn(new GridColumn { Width = room, Padding = new Padding(0, 0, 0, 0) });
            foreach (var (column, cell) in Columns.Zip(row))
            {
                list.AddRow(new Text(column.Title, new Style(decoration: Decoration.Bold)),
                    new Text(BrokenText.Of(cell.Text, room), StyleOf(cell)));
            }

            screen.Write(list);
            screen.WriteLine();
        }
    }

    private static Style StyleOf(TableCell cell) => cell.Level switch
    {
        UseLevel.Normal => Style.Plain,
        UseLevel.High => new Style(Color.Yellow),
        UseLevel.Full => new Style(Color.Red),
    };

    private static ColumnNeed Needed(Column<T> column, int longest)
    {
        var header = HeaderWords.Longest(column.Title);
        var whole = Math.Max(longest, column.Title.Length);
        return new(column.Breaks ? Math.Max(header, Math.Min(longest, column.Least)) : Math.Max(header, longest),
            Math.Max(header, longest), whole, column.IsTime);
    }
}
