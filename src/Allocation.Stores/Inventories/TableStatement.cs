using System.Data;
using System.Data.Common;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;

namespace Allocation.Stores.Inventories;

/// <summary>
/// The values that a statement for a table can use, and how it is run with those that it does use. A parameter that the
/// operation has no value for is refused; null would match nothing, silently.
/// </summary>
internal sealed class TableStatement
{
    private readonly Dictionary<string, object?> _values;

    private TableStatement(Dictionary<string, object?> values) => _values = values;

    /// <summary>A statement that uses no value: the list.</summary>
    public static TableStatement Bare { get; } = new([]);

    /// <summary>The statement that takes a number.</summary>
    public static TableStatement Of(InventoryClaim claim) =>
        new(new(Values(claim.Tag)) { ["owner_name"] = claim.OwnerName, ["exactly"] = claim.Exactly });

    /// <summary>The statement that gives a number back.</summary>
    public static TableStatement Of(InventoryEntry holding) =>
        new(new(holding.Tag is { } tag ? Values(tag) : []) { ["number"] = holding.Number, ["id"] = holding.Id });

    /// <summary>The query for what a claim got.</summary>
    public static TableStatement Of(InventoryTag tag) => new(Values(tag));

    /// <summary>The command, with its parameters.</summary>
    /// <exception cref="FormatException">It uses a parameter that the operation has no value for.</exception>
    public DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, TimeSpan timeLimit)
    {
        StoreTrace.Current?.Statement?.Invoke(sql);
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.CommandTimeout = Math.Max(1, (int)timeLimit.TotalSeconds);
        foreach (var name in TableParameters.In(sql))
        {
            if (!_values.ContainsKey(name))
                throw new FormatException(
                    $"a statement of this operation has no value for @{name}; it can use " +
                    $"{(_values.Count == 0 ? "none" : string.Join(", ", _values.Keys.Select(key => "@" + key)))}");
            var isNumber = name is "exactly" or "number";
            command.Parameters.Add(TableDatabase.Parameter(command, name, _values[name], isNumber ? DbType.Int64 : DbType.String));
        }

        return command;
    }

    /// <summary>The entry of a row: its column <c>number</c>, and the others as far as there are such.</summary>
    /// <exception cref="FormatException">It has no number from 0 on.</exception>
    public static InventoryEntry Read(DbDataReader row)
    {
        var columns = new Dictionary<string, int>();
        for (var i = 0; i < row.FieldCount; i++)
            if (!columns.TryAdd(row.GetName(i).ToLowerInvariant(), i))
                throw new FormatException($"a row must not have two columns '{row.GetName(i)}'");
        if (!columns.TryGetValue("number", out var at) || row.IsDBNull(at))
            throw new FormatException("a row must have a column 'number' with a value");
        var number = Convert.ToInt64(row.GetValue(at), System.Globalization.CultureInfo.InvariantCulture);
        if (number < 0) throw new FormatException($"a row must have a number of 0 or more, not {number}");
        var owner = Text("owner");
        return new InventoryEntry(number, Text("id"), owner is null ? null : new InventoryTag(owner, Text("attribute"), Text("key")));

        string? Text(string column) =>
            columns.TryGetValue(column, out var i) && !row.IsDBNull(i)
            ? Convert.ToString(row.GetValue(i), System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private static Dictionary<string, object?> Values(InventoryTag tag) => new()
    {
        ["owner"] = tag.Owner,
        ["owner_name"] = tag.OwnerName,
        ["attribute"] = tag.Attribute,
        ["key"] = tag.Key,
    };
}
