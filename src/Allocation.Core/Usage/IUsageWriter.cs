using Allocation.Core.Ledger;

namespace Allocation.Core.Usage;

/// <summary>Turns lines of the ledger into rows of a file.</summary>
internal interface IUsageWriter
{
    /// <summary>The names of the columns.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>What could not be written as it is, so far.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>The row of a number.</summary>
    IReadOnlyList<string> Cells(AllocationRecord line);
}
