using Allocation.Core.Ledger;

namespace Allocation.Core.Tables;

/// <summary>From when to when the row of a file wants to hold something.</summary>
internal static class RowTerm
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string[]> Columns { get; } = [["StartDate"], ["EndDate"], ["Lifetime"]];

    /// <summary>The term of a row; an end or a lifetime of the row replaces both of the usual ones.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="usual">What holds where the row says nothing.</param>
    /// <param name="mistakes">Gets what cannot be read.</param>
    public static LeaseTerm Of(CsvRow row, TableColumns columns, LeaseTerm usual, LineMistakes mistakes)
    {
        var start = RowValues.Time(row, columns, "StartDate", mistakes);
        var end = RowValues.Time(row, columns, "EndDate", mistakes);
        var lifetime = RowValues.Duration(row, columns, "Lifetime", mistakes);
        return new LeaseTerm(start ?? usual.Start, end ?? (lifetime is null ? usual.End : null),
            lifetime ?? (end is null ? usual.Lifetime : null));
    }
}
