using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Usage;

/// <summary>What one line of a file says of a number.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Number">The number as it is written, or a range of numbers with both ends.</param>
/// <param name="Name">The name under which it is held; null for the number itself.</param>
/// <param name="Notes">What is noted of it.</param>
/// <param name="Term">Until when it is held.</param>
internal sealed record UsageRow(int Line, string Number, string? Name, NoteSet Notes, LeaseTerm Term)
{
    /// <summary>The pool that the line names; null for none.</summary>
    public string? Pool { get; init; }

    /// <summary>How many numbers the line says that it names; null when it does not say.</summary>
    public long? Count { get; init; }

    /// <summary>Whether every device has it, so that a pool which does not give it can pass over the line.</summary>
    public bool IsOnEveryDevice { get; init; }
}
