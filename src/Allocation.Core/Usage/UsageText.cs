using System.Text;
using Allocation.Core.Ledger;
using Allocation.Core.Tables;

namespace Allocation.Core.Usage;

/// <summary>What an export writes.</summary>
/// <param name="Pool">The pool, in the case of the store.</param>
/// <param name="Content">The file, in UTF-8.</param>
/// <param name="Rows">How many numbers it has.</param>
/// <param name="Warnings">What a reader of the file may take otherwise than it is meant.</param>
internal sealed record UsageText(string Pool, byte[] Content, int Rows, IReadOnlyList<string> Warnings)
{
    /// <summary>The file of these lines of the ledger.</summary>
    public static UsageText Of(string pool, IUsageWriter writer, IReadOnlyList<AllocationRecord> lines, CancellationToken cancellation)
    {
        var text = new StringBuilder(CsvText.Row(writer.Columns));
        var formulas = 0;
        foreach (var line in lines)
        {
            cancellation.ThrowIfCancellationRequested();
            var cells = writer.Cells(line);
            formulas += cells.Count(CsvText.IsFormula);
            text.Append(CsvText.Row(cells));
        }

        var warnings = new List<string>(writer.Warnings);
        if (formulas > 0)
        {
            warnings.Add((formulas == 1 ? "1 cell begins" : $"{formulas} cells begin") + " with =, +, - or @, which a spreadsheet takes " +
                "for a formula and may run. The file has it unchanged; in a spreadsheet, import all columns as text.");
        }

        return new(pool, Encoding.UTF8.GetBytes(text.ToString()), lines.Count, warnings);
    }
}
