using System.Globalization;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Reports;

/// <summary>How a report writes numbers for people.</summary>
internal static class ReportText
{
    /// <summary>With separators of thousands.</summary>
    public static string Count(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>Notes in one line; empty when there are none.</summary>
    public static string Notes(NoteSet notes) => string.Join(" \u00b7 ",
        new[] { notes.Description, notes.Owner, notes.Tags.Count == 0 ? null : string.Join(", ", notes.Tags) }.OfType<string>());

    /// <summary>A part of a whole in percent; never 0 for something, never 100 for less than all.</summary>
    public static string Percent(long part, long whole)
    {
        if (part <= 0 || whole <= 0) return "0%";
        if (part >= whole) return "100%";
        var percent = 100.0 * part / whole;
        return percent < 0.1 ? "<0.1%" : percent > 99.9 ? ">99.9%"
            : percent.ToString(percent is < 10 or > 99 ? "0.#" : "0", CultureInfo.InvariantCulture) + "%";
    }
}
