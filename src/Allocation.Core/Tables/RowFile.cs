using Allocation.Core.Errors;
using Allocation.Core.Files;

namespace Allocation.Core.Tables;

/// <summary>A CSV file of which each row asks for something under a name.</summary>
internal static class RowFile
{
    /// <summary>What the rows ask for, each with its line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">The names that each column can have, the one to show first; one of them is <c>Name</c>.</param>
    /// <param name="read">Reads a row; mistakes are told, not thrown.</param>
    /// <param name="nothing">What was not done because of mistakes: <c>Nothing was taken</c>.</param>
    /// <param name="refusal">The error of a message, which may have lines.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="AllocationException">The file cannot be read, or has mistakes, all of which are told.</exception>
    public static IReadOnlyList<(int Line, T Request)> Read<T>(string path, IReadOnlyList<string[]> names,
        Func<CsvRow, TableColumns, LineMistakes, T> read, string nothing, Func<string, bool, AllocationException> refusal,
        CancellationToken cancellation)
    {
        var mistakes = new LineMistakes();
        var file = CsvFile.Read(TextOf(path, refusal), mistakes, cancellation);
        var columns = new TableColumns(file, names, ignoresOthers: false, mistakes);
        if (file.Columns.Count > 0 && !columns.Has("Name")) mistakes.Add(1, "There must be a column Name.");
        var requests = file.Rows.Select(row => (row.Line, ReadNamed(row, columns, mistakes, read))).ToList();
        if (requests.Count == 0 && !mistakes.Exist) mistakes.Add(1, "The file must have at least one row below the names of the columns.");
        return mistakes.Exist
            ? throw refusal($"{nothing}: correct '{path}'.{Environment.NewLine}" +
                string.Join(Environment.NewLine, mistakes.Lines()), true)
            : requests;
    }

    private static T ReadNamed<T>(CsvRow row, TableColumns columns, LineMistakes mistakes, Func<CsvRow, TableColumns, LineMistakes, T> read)
    {
        if (columns.Has("Name") && columns.Cell(row, "Name") is null)
            mistakes.Add(row.Line, $"The column {columns.Written("Name")} must not be empty.");
        return read(row, columns, mistakes);
    }

    private static string TextOf(string path, Func<string, bool, AllocationException> refusal)
    {
        try
        {
            return InputFile.ReadText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw refusal($"'{path}' cannot be read: {error.Message}", false);
        }
    }
}
