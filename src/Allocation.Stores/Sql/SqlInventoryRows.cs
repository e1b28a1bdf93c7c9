using System.Data.Common;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlInventoryRows(SqlSession session) : IInventoryRows
{
    private const string Select = "SELECT name, kind, settings, created_at FROM inventories";

    public InventoryRegistration? Find(string name) =>
        session.First(Select + " WHERE name_key = @name_key", Read, Text("name_key", NameKey.Of(name)));

    public IReadOnlyList<InventoryRegistration> All() => [.. session.Rows(Select + " ORDER BY name_key", Read)];

    public bool Add(InventoryRegistration inventory) => session.Execute(
        """
        INSERT INTO inventories (name_key, name, kind, settings, created_at) VALUES (@name_key, @name, @kind, @settings, @created_at)
        ON CONFLICT DO NOTHING
        """,
        Text("name_key", NameKey.Of(inventory.Name)),
        Text("name", inventory.Name),
        Text("kind", inventory.Kind.ToString()),
        Text("settings", inventory.Settings.ToJson()),
        Time("created_at", inventory.CreatedAt)) > 0;

    public bool Remove(string name) =>
        session.Execute("DELETE FROM inventories WHERE name_key = @name_key", Text("name_key", NameKey.Of(name))) > 0;

    private static InventoryRegistration Read(DbDataReader row) =>
        new(row.GetString(0), Enum.Parse<InventoryKind>(row.GetString(1)), InventorySettings.Parse(row.GetString(2)),
            UnixMicroseconds.ToTime(row.GetInt64(3)));
}
