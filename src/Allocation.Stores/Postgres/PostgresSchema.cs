using System.Globalization;
using Allocation.Stores.Sql;

namespace Allocation.Stores.Postgres;

/// <summary>Whether a schema of a database is a store of ours, and the steps that make it one of this version.</summary>
internal sealed class PostgresSchema(PostgresAddress address, PostgresErrors errors, SchemaScripts scripts)
{
    private const string NumberSql = "SELECT schema_number FROM store";

    /// <summary>The steps of this version.</summary>
    public static SchemaScripts Current { get; } = new("Postgres");

    /// <summary>Whether there is a store in the schema.</summary>
    public static bool Exists(PostgresLink link) => Has(link, "SELECT count(*) FROM pg_catalog.pg_class WHERE oid = to_regclass('store')");

    /// <summary>Makes the schema and its tables when they are not there, and brings older ones up to date, all in one transaction.</summary>
    public void Open(PostgresLink link, CancellationToken cancellation)
    {
        if (Exists(link) && Number(link) == scripts.Latest) return;
        link.BeginMigration(cancellation);
        try
        {
            Migrate(link);
            if (!link.TryCommit()) throw errors.Unavailable("the connection was lost while its tables were made; connect again");
        }
        catch
        {
            link.Rollback();
            throw;
        }
    }

    private void Migrate(PostgresLink link)
    {
        // Two hosts may start at once.
        link.Ask(
            "SELECT 1 FROM pg_catalog.pg_advisory_xact_lock(hashtextextended(@key, 0))", row => row.GetInt32(0), SqlValue.Text("key", "allocation store " + address.Schema));
        if (!Has(link, "SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = @schema", SqlValue.Text("schema", address.Schema)))
            link.Script($"CREATE SCHEMA {address.QuotedSchema}");

        var exists = Exists(link);
        if (!exists && Has(link, "SELECT count(*) FROM pg_catalog.pg_class WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = @schema)", SqlValue.Text("schema", address.Schema)))
            throw errors.Corrupt($"the schema {address.Schema} is of another program; another name is chosen with schema=NAME");

        var number = exists ? Number(link) : 0;
        foreach (var (next, sql) in scripts.After(number))
        {
            link.Script(sql);
            link.Script(string.Create(CultureInfo.InvariantCulture, $"UPDATE store SET schema_number = {next}"));
        }
    }

    private int Number(PostgresLink link)
    {
        var number = link.Ask(NumberSql, row => row.GetInt64(0));
        return number <= scripts.Latest ? (int)number : throw errors.TooNew((int)Math.Min(number, int.MaxValue), scripts.Latest);
    }

    private static bool Has(PostgresLink link, string countSql, params ReadOnlySpan<SqlValue> values) => link.Ask(countSql, row => row.GetInt64(0), values) > 0;
}
