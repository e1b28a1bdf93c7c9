namespace Allocation.Cli.Output;

/// <summary>What a column needs.</summary>
/// <param name="Least">With which it can be read.</param>
/// <param name="Cells">With which no cell is broken.</param>
/// <param name="Whole">With which its heading is not broken either.</param>
/// <param name="IsTime">Whether a width between those is of no use: a time has two parts.</param>
internal readonly record struct ColumnNeed(int Least, int Cells, int Whole, bool IsTime);

/// <summary>How wide the columns of a table are in a terminal.</summary>
internal static class ColumnWidths
{
    /// <summary>The widths; null when there is not even room for what each column needs at least.</summary>
    /// <param name="needs">What they need.</param>
    /// <param name="room">What there is for all.</param>
    public static int[]? Fit(IReadOnlyList<ColumnNeed> needs, int room)
    {
        int[] widths = [.. needs.Select(n => n.Least)];
        room -= widths.Sum();
        if (room < 0) return null;
        room = Grow(needs, widths, n => n.Cells, room);
        Grow(needs, widths, n => n.Whole, room);
        return widths;
    }

    // Columns that need little get all of it; those that need much share what is left.
    private static int Grow(IReadOnlyList<ColumnNeed> needs, int[] widths, Func<ColumnNeed, int> wanted, int room)
    {
        int[] order = [.. Enumerable.Range(0, widths.Length).OrderBy(i => wanted(needs[i]) - widths[i])];
        for (var n = 0; n < order.Length; n++)
        {
            var column = order[n];
            var (missing, share) = (Math.Max(0, wanted(needs[column]) - widths[column]), room / (order.Length - n));
            var more = missing <= share ? missing : needs[column].IsTime ? 0 : share;
            widths[column] += more;
            room -= more;
        }

        return room;
    }
}
