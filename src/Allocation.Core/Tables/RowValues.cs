using System.Globalization;
using Allocation.Core.Texts;

namespace Allocation.Core.Tables;

/// <summary>Cells of a row that are numbers or times; what cannot be read is a mistake, and counts as empty.</summary>
internal static class RowValues
{
    /// <summary>A whole number; null for an empty cell.</summary>
    public static long? Number(CsvRow row, TableColumns columns, string column, LineMistakes mistakes)
    {
        if (columns.Cell(row, column) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        mistakes.Add(row.Line, $"{columns.Written(column)} must be a whole number, not '{text}'.");
        return null;
    }

    /// <summary>A moment, in the zone of this machine where the cell has none; null for an empty cell.</summary>
    public static DateTimeOffset? Time(CsvRow row, TableColumns columns, string column, LineMistakes mistakes)
    {
        if (columns.Cell(row, column) is not { } text) return null;
        var time = TimeText.Read(text, TimeZoneInfo.Local, out var mistake);
        if (mistake is null) return time;
        mistakes.Add(row.Line, $"{columns.Written(column)} {mistake}.");
        return null;
    }

    /// <summary>How long something lasts; null for an empty cell.</summary>
    public static TimeSpan? Duration(CsvRow row, TableColumns columns, string column, LineMistakes mistakes)
    {
        if (columns.Cell(row, column) is not { } text) return null;
        if (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration))
            return duration;
        mistakes.Add(row.Line, $"{columns.Written(column)} must be a time such as 00:10:00, or 90.00:00:00 for ninety days, not '{text}'.");
        return null;
    }
}
