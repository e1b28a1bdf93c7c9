using System.Globalization;
using Allocation.Core.Ledger;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Usage;

/// <summary>Writes our own CSV.</summary>
internal sealed class CsvUsageWriter(PoolNotation notation) : IUsageWriter
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } =
    [
        notation.Kind switch
        {
            NotationKind.Number => "number",
            NotationKind.Address => "address",
            NotationKind.Subnet => "prefix",
            NotationKind.Mac => "mac",
            NotationKind.Text => "text",
        },
        "name", "description", "owner", "tags", "end_date",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Cells(AllocationRecord line) =>
    [
        line.ResourceId, line.LeaseName, line.Notes.Description ?? "", line.Notes.Owner ?? "", string.Join(';', line.Notes.Tags),
        line.EndDate?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture) ?? "",
    ];
}
