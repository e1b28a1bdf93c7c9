using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;

namespace Allocation.Stores.Inventories;

/// <summary>The values that a statement for a table can use, and how it is run with those that it does use.</summary>
/// <param name="Tag">Gives <c>@owner</c>, <c>@attribute</c> and <c>@key</c>.</param>
/// <param name="OwnerName">Gives <c>@owner_name</c>.</param>
/// <param name="Exactly">Gives <c>@exactly</c>.</param>
/// <param name="Number">Gives <c>@number</c>.</param>
/// <param name="Id">Gives <c>@id</c>.</param>
internal sealed partial record TableStatement(InventoryTag? Tag = null, string? OwnerName = null, long? Exactly = null, long? Number = null, string? Id = null)
{
    /// <summary>The parameters that a statement uses, without the at sign.</summary>
    public static IReadOnlySet<string> NamesIn(string sql) => Names().Matches(sql).Select(m => m.Groups[1].Value).ToHashSet();

    /// <summary>The command, with its parameters.</summary>
    public DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, TimeSpan timeLimit)
    {
        WorkTrace.Current?.Statement?.Invoke(sql);
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.CommandTimeout = Math.Max(1, (int)timeLimit.TotalSeconds);
        foreach (var name in NamesIn(sql))
        {
            var isNumber = name is "exactly" or "number";
            command.Parameters.Add(TableDatabase.Parameter(command, name, Value(name), isNumber ? DbType.Int64 : DbType.String));
        }

        return command;
    }

    /// <summary>The entry of a row: its column <c>number</c>, and the others as far as there are such.</summary>
    /// <exception cref="FormatException">It has no number from 0 on.</exception>
    public static InventoryEntry Read(DbDataReader row)
    {
        var columns = Enumerable.Range(0, row.FieldCount).ToDictionary(i => row.GetName(i).ToLowerInvariant(), i => i);
        if (!columns.TryGetValue("number", out var at) || row.IsDBNull(at)) throw new FormatException("a row has no column 'number', or no value in it");
        var number = Convert.ToInt64(row.GetValue(at), System.Globalization.CultureInfo.InvariantCulture);
        if (number < 0) throw new FormatException($"a row has the number {number}, which is below 0");
        var owner = Text("owner");
        return new InventoryEntry(number, Text("id"), owner is null ? null : new InventoryTag(owner, Text("attribute"), Text("key")));

        string? Text(string column) => columns.TryGetValue(column, out var i) && !row.IsDBNull(i) ? Convert.ToString(row.GetValue(i), System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    private object? Value(string name) => name switch
    {
        "owner" => Tag?.Owner,
        "attribute" => Tag?.Attribute,
        "key" => Tag?.Key,
        "owner_name" => OwnerName,
        "exactly" => Exactly,
        "number" => Number,
        _ => Id,
    };

    [GeneratedRegex(@"(?<![\w@])@(owner_name|owner|attribute|key|exactly|number|id)\b")]
    private static partial Regex Names();
}
