using System.Buffers;

namespace Allocation.Core.Tables;

/// <summary>Writes CSV as RFC 4180 has it, with line feeds alone. Cells are written as they are, also those that a spreadsheet takes for
/// formulas: whoever reads the file must get the same text back.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(",;\"\t\r\n");
    private static readonly SearchValues<char> s_formula = SearchValues.Create("=+-@");

    /// <summary>A row, with the end of its line.</summary>
    public static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\n";

    /// <summary>Whether a spreadsheet takes a cell for a formula, and would run it.</summary>
    public static bool IsFormula(string cell) => cell.Length > 0 && s_formula.Contains(cell[0]);

    private static string Cell(string text) => text.AsSpan().ContainsAny(s_special) || text.AsSpan().Trim().Length < text.Length
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
