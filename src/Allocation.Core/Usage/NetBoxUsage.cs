using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Tables;

namespace Allocation.Core.Usage;

/// <summary>
/// NetBox's CSV of VLANs, prefixes and IP addresses: the columns of its import, and the headings of its export. What NetBox knows
/// beyond that (sites, roles, interfaces) is passed over.
/// </summary>
internal static class NetBoxUsage
{
    /// <summary>The key of the tag that keeps a status other than <see cref="Active"/>.</summary>
    public const string StatusTag = "status=";

    /// <summary>The usual status.</summary>
    public const string Active = "active";

    // A prefix around the ones that are used.
    private const string Container = "container";

    private static readonly string[] s_numbers = ["vid", "prefix", "address"];

    private static readonly string[][] s_columns =
    [
        ["vid"], ["prefix"], ["address", "ip address"], ["name"], ["dns_name"], ["status"], ["tenant"], ["description"], ["tags"],
    ];

    /// <summary>Whether a file with such columns, which our own CSV does not have, comes from NetBox.</summary>
    public static bool IsMeantBy(IEnumerable<string> columns) =>
        columns.Any(column => s_columns.Any(names => TableColumns.AreOne(names, column)));

    /// <summary>The rows of a file.</summary>
    public static IReadOnlyList<UsageRow> Read(string text, LineMistakes mistakes, CancellationToken cancellation)
    {
        var file = CsvFile.Read(text, mistakes, cancellation);
        if (file.Columns.Count == 0) return [];
        var columns = new TableColumns(file, s_columns, ignoresOthers: true, mistakes);
        var numbers = s_numbers.Where(columns.Has).ToList();
        if (numbers.Count != 1)
        {
            mistakes.Add(1, "A CSV file of NetBox must have one of the columns vid, prefix and address; not " +
                (numbers.Count == 0 ? "none of them." : $"{string.Join(" and ", numbers)}."));
            return [];
        }

        return [.. file.Rows.Select(row => Row(row, columns, numbers[0], mistakes)).OfType<UsageRow>()];
    }

    private static UsageRow? Row(CsvRow row, TableColumns columns, string number, LineMistakes mistakes)
    {
        var status = columns.Cell(row, "status")?.ToLowerInvariant() ?? Active;
        if (number == "prefix" && status == Container) return null;
        if (columns.Cell(row, number) is not { } written)
        {
            mistakes.Add(row.Line, $"The column {number} must not be empty.");
            return null;
        }

        var tags = columns.Cell(row, "tags");
        if (status != Active) tags = tags is null ? StatusTag + status : $"{tags},{StatusTag}{status}";
        var notes = RowNotes.Of(row, columns.Cell(row, "description"), columns.Cell(row, "tenant"), tags, NoteSet.None, mistakes);

        // An address has the length of its network behind it.
        if (number == "address" && written.IndexOf('/', StringComparison.Ordinal) is var end and >= 0) written = written[..end];
        var name = number switch
        {
            "vid" => columns.Cell(row, "name"),
            "address" => columns.Cell(row, "dns_name"),
            _ => null,
        };
        return new UsageRow(row.Line, written, name, notes, LeaseTerm.Open);
    }
}
