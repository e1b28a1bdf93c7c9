using Allocation.Core.Pools.Use;
using Spectre.Console;

namespace Allocation.Cli.Output;

/// <summary>
/// A table for a terminal, fitted to its width: what is long goes on below, in its column, but what tells one row from another is
/// whole. Columns for which there is no room are left out by their rank, from the right, and named below. Where that is not enough, each
/// row is a list, a line for each column, so that nothing is cut off or dropped.
/// </summary>
/// <param name="columns">What is in it.</param>
/// <param name="screen">Where it is drawn.</param>
internal sealed class DrawnTable<T>(IReadOnlyList<Column<T>> columns, IAnsiConsole screen) : TableList<T>(columns)
{
    // A blank before each column, and one behind the last.
    private const int Between = 1;

    // With so much of a long text others are not broken for a detail.
    private const int Readable = 30;

    /// <inheritdoc/>
    protected override void Draw(List<TableCell[]> rows, bool first)
    {
        ColumnNeed[] needs = [.. Columns.Select((column, i) => Needed(column, rows, i))];
        var shown = Enumerable.Range(0, Columns.Count).ToList();
        LeaveOut(shown, ColumnRank.Detail, () => shown.Sum(i => ReadableOf(needs[i])) <= Room(shown));
        LeaveOut(shown, ColumnRank.Spare, () => shown.Sum(i => needs[i].Least) <= Room(shown));
        if (ColumnWidths.Fit(shown.ConvertAll(i => needs[i]), Room(shown)) is { } widths) DrawTable(rows, shown, widths);
        else DrawLists(rows);
    }

    private static int ReadableOf(ColumnNeed need) => Math.Min(need.Cells, Math.Max(need.Least, Readable));

    private int Room(List<int> shown) => screen.Profile.Width - (Between * (shown.Count + 1));

    private void LeaveOut(List<int> shown, ColumnRank rank, Func<bool> fits)
    {
        while (!fits() && shown.FindLastIndex(i => Columns[i].Rank == rank) is var last and >= 0) shown.RemoveAt(last);
    }

    private void DrawTable(List<TableCell[]> rows, List<int> shown, int[] widths)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (column, width) in shown.Select(i => Columns[i]).Zip(widths))
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
            table.AddRow(shown.Zip(widths, (place, width) => new Text(BrokenText.Of(row[place].Text, width), StyleOf(row[place]))));
        screen.Write(table);
        var leftOut = Columns.Where((_, i) => !shown.Contains(i)).Select(column => column.Title).ToList();
        if (leftOut.Count > 0)
        {
            screen.WriteLine($"No room for {string.Join(", ", leftOut)}. Use a wider terminal, or --json.",
                new Style(decoration: Decoration.Dim));
        }
    }

    private void DrawLists(List<TableCell[]> rows)
    {
        var title = Columns.Max(c => c.Title.Length);
        var room = Math.Max(1, screen.Profile.Width - title - (2 * Between));
        foreach (var row in rows)
        {
            var list = new Grid().AddColumn(new GridColumn { Width = title, NoWrap = true, Padding = new Padding(0, 0, 2 * Between, 0) })
                .AddColumn(new GridColumn { Width = room, Padding = new Padding(0, 0, 0, 0) });
            foreach (var (column, cell) in Columns.Zip(row).Where(one => !one.First.IsExtra || one.Second.Text.Length > 0))
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

    private static ColumnNeed Needed(Column<T> column, List<TableCell[]> rows, int place)
    {
        var longest = rows.Max(row => row[place].Text.Length);
        var header = HeaderWords.Longest(column.Title);
        var least = !column.Breaks ? longest
            : Math.Min(longest, Math.Max(column.Least, column.HasWholeWords ? LongestWord(rows, place) : 0));
        return new(Math.Max(header, least), Math.Max(header, longest), Math.Max(longest, column.Title.Length), column.IsTime);
    }

    private static int LongestWord(List<TableCell[]> rows, int place) =>
        rows.SelectMany(row => row[place].Text.Split(' ')).Max(word => word.Length);
}
