using System.Data.Common;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlDefinitionRows(SqlSession session) : IDefinitionRows
{
    private const string Select = "SELECT name, version, document, registered_at, retired FROM definitions";

    public DefinitionRecord? Latest(string name) => session.First(
        Select + " WHERE name_key = @name_key ORDER BY version DESC LIMIT 1", Read, Text("name_key", NameKey.Of(name)));

    public DefinitionRecord? Find(string name, int version) => session.First(
        Select + " WHERE name_key = @name_key AND version = @version", Read, Text("name_key", NameKey.Of(name)),
            Number("version", version));

    public IEnumerable<DefinitionRecord> All() => session.Rows(Select + " ORDER BY name_key, version", Read);

    public bool Add(DefinitionRecord definition) => session.Execute(
        """
        INSERT INTO definitions (name_key, version, name, document, registered_at, retired)
        VALUES (@name_key, @version, @name, @document, @registered_at, @retired)
        ON CONFLICT DO NOTHING
        """,
        Values(definition)) > 0;

    public bool Update(DefinitionRecord definition) => session.Execute(
        """
        UPDATE definitions SET name = @name, document = @document, registered_at = @registered_at, retired = @retired
        WHERE name_key = @name_key AND version = @version
        """,
        Values(definition)) > 0;

    private static SqlValue[] Values(DefinitionRecord row) =>
    [
        Text("name_key", NameKey.Of(row.Name)),
        Number("version", row.Version),
        Text("name", row.Name),
        Text("document", row.Document),
        Time("registered_at", row.RegisteredAt),
        Flag("retired", row.Retired),
    ];

    private static DefinitionRecord Read(DbDataReader row) =>
        new(row.GetString(0), (int)row.GetInt64(1), row.GetString(2), UnixMicroseconds.ToTime(row.GetInt64(3)), row.GetInt64(4) != 0);
}
