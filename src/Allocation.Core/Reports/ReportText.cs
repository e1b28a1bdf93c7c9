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
}
