using Allocation.Core.Errors;
using Allocation.Core.Tables;

namespace Allocation.Core.Direct;

/// <summary>Requests that stand in the rows of a CSV file, with the columns that the cmdlet reads from a pipeline.</summary>
internal static class DirectRows
{
    /// <summary>The requests of a file, each with its line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="usual">What holds where a row says nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidAllocationException">The file cannot be read, or has mistakes, all of which are told.</exception>
    public static IReadOnlyList<(int Line, DirectRequest Request)> Read(string path, DirectRequest usual,
        CancellationToken cancellation = default) => RowFile.Read(path, RequestColumns.All, (row, columns, mistakes) => usual with
        {
            Pool = columns.Cell(row, "Pool") ?? usual.Pool,
            Name = columns.Cell(row, "Name") ?? "",
            ResourceIds = columns.Cell(row, RequestColumns.ResourceId) is { } numbers ? [numbers] : [],
            Count = RowValues.Number(row, columns, "Count", mistakes),
            Term = RowTerm.Of(row, columns, usual.Term, mistakes),
            Notes = RowNotes.Of(row, columns, usual.Notes, mistakes),
        },
        "Nothing was taken", (message, hasLines) => new InvalidAllocationException(null, message) { HasLines = hasLines }, cancellation);
}
