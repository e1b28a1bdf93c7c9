namespace Allocation.Core.Tables;

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">The line of the file in which it begins, from 1.</param>
/// <param name="Cells">Its cells, as many as the file has columns, without blanks around them.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
