using Allocation.Core.Errors;
using Allocation.Core.Tables;

namespace Allocation.Core.Services;

/// <summary>VLAN services that the rows of a CSV file ask for, with the columns that the cmdlet reads from a pipeline.</summary>
internal static class VlanServiceRows
{
    private static readonly string[][] s_columns =
    [
        ["Name"], ["Pool"], ["NorthPool"], ["SouthPool"], ["NorthInventory"], ["SouthInventory"], ["NorthVlanId"], ["SouthVlanId"],
        ["PoolFile"], .. RowTerm.Columns, .. RowNotes.Columns,
    ];

    /// <summary>The requests of a file, each with its line and its sources.</summary>
    /// <param name="path">The file.</param>
    /// <param name="usual">What holds where a row says nothing.</param>
    /// <param name="sources">Where the numbers come from when a row does not say it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidServiceException">The file cannot be read, or has mistakes, all of which are told.</exception>
    public static IReadOnlyList<(int Line, (VlanServiceRequest Service, VlanSources Sources) Request)> Read(string path,
        VlanServiceRequest usual, VlanSources sources, CancellationToken cancellation = default) => RowFile.Read(
        path,
        s_columns,
        (row, columns, mistakes) => (usual with
        {
            Name = columns.Cell(row, "Name") ?? "",
            NorthVlanId = RowValues.Number(row, columns, "NorthVlanId", mistakes),
            SouthVlanId = RowValues.Number(row, columns, "SouthVlanId", mistakes),
            Term = RowTerm.Of(row, columns, usual.Term, mistakes),
            Notes = RowNotes.Of(row, columns, usual.Notes, mistakes),
        }, SourcesOf(row, columns, sources)),
        "No service was created",
        (message, hasLines) => new InvalidServiceException(null, message) { HasLines = hasLines },
        cancellation);

    // What a row names replaces what the command names for the same number.
    private static VlanSources SourcesOf(CsvRow row, TableColumns columns, VlanSources usual)
    {
        var own = new VlanSources
        {
            Pool = columns.Cell(row, "Pool"),
            NorthPool = columns.Cell(row, "NorthPool"),
            NorthInventory = columns.Cell(row, "NorthInventory"),
            SouthPool = columns.Cell(row, "SouthPool"),
            SouthInventory = columns.Cell(row, "SouthInventory"),
            PoolFile = columns.Cell(row, "PoolFile"),
        };
        if (own.PoolFile is not null) return own;
        (own, usual) = (own.BySide(), usual.BySide());
        var (north, south) = ((own.NorthPool ?? own.NorthInventory) is not null, (own.SouthPool ?? own.SouthInventory) is not null);
        return own with
        {
            NorthPool = north ? own.NorthPool : usual.NorthPool,
            SouthPool = south ? own.SouthPool : usual.SouthPool,
            PoolFile = north || south ? null : usual.PoolFile,
        };
    }
}
