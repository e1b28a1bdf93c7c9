namespace Allocation.Core.Tables;

/// <summary>The columns of a CSV file whose rows say what is to be held directly, the same for every command that reads one.</summary>
internal static class RequestColumns
{
    /// <summary>The column that says which numbers.</summary>
    public const string ResourceId = "ResourceId";

    /// <summary>The names that each column can have, the one to show first.</summary>
    public static IReadOnlyList<string[]> All { get; } =
    [
        ["Pool"], ["Name", "LeaseName"], [ResourceId, "number", "vid", "vlan", "address", "prefix", "mac", "text"], ["Count"],
        .. RowTerm.Columns, .. RowNotes.Columns,
    ];
}
