using System.Globalization;
using Allocation.Core.Errors;
using Allocation.Stores.Postgres.Addresses;
using Allocation.Stores.Sql;
using Npgsql;

namespace Allocation.Stores.Postgres;

/// <summary>Whether a schema of a database is a store of ours, whether the role has the rights to it, and the steps that make it one of
/// this version.</summary>
internal sealed class PostgresSchema(PostgresAddress address, PostgresErrors errors, SchemaScripts scripts)
{
    private const string NumberSql = "SELECT schema_number FROM store";

    // The catalogs can be read by everybody, also about a schema that the role may not use.
    private const string RelationSql =
        "SELECT count(*) FROM pg_catalog.pg_class WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = @schema)";

    private const string RightSql =
        "SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = @schema AND pg_catalog.has_schema_privilege(oid, @right)";

    /// <summary>The steps of this version.</summary>
    public static SchemaScripts Current { get; } = new("Postgres");

    /// <summary>Makes the schema and its tables when they are not there, and brings older ones up to date, all in one
    /// transaction.</summary>
    /// <param name="link">A connection.</param>
    /// <param name="isMade">Whether a store that is not there is made.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">The role has no right to it; the message has the GRANT that gives it.</exception>
    /// <exception cref="StoreCorruptException">The schema is of another program.</exception>
    /// <exception cref="StoreTooNewException">A newer version of Allocation made it.</exception>
    /// <returns>False when it is not there and none is made.</returns>
    public bool Open(PooledPostgresConnection link, bool isMade, CancellationToken cancellation)
    {
        if (link.Schema == scripts.Latest || IsCurrent(link, cancellation)) return true;
        if (!isMade && !IsThere(link, cancellation)) return false;
        link.BeginMigration(cancellation);
        try
        {
            Migrate(link);
            if (!link.TryCommit()) throw errors.Unavailable("the connection was lost while its tables were created; connect again");
            return true;
        }
        catch
        {
            link.Rollback();
            throw;
        }
    }

    // One question, which most often is answered. Why it was not is found out under the lock. In a transaction, so that a
    // pooler that allows none is found here.
    private bool IsCurrent(PooledPostgresConnection link, CancellationToken cancellation)
    {
        try
        {
            return Known(link.AskAlone(NumberSql, row => row.GetInt64(0), cancellation)) == scripts.Latest;
        }
        catch (AllocationException error) when (error.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UndefinedTable
            or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege
        })
        {
            return false;
        }
    }

    // What IsCurrent asked may have failed, and its transaction with it.
    private bool IsThere(PooledPostgresConnection link, CancellationToken cancellation)
    {
        link.BeginRead(cancellation);
        try
        {
            return Exists(link);
        }
        finally
        {
            link.Rollback();
        }
    }

    private void Migrate(PooledPostgresConnection link)
    {
        // Two hosts may start at once.
        link.Ask(
            "SELECT 1 FROM pg_catalog.pg_advisory_xact_lock(hashtextextended(@key, 0))", row => row.GetInt32(0),
                SqlValue.Text("key", "allocation store " + address.Schema));
        if (!Has(link, "SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = @schema", Name(address))) MakeSchema(link);

        var exists = Exists(link);
        if (!exists && Has(link, RelationSql, Name(address)))
            throw errors.Corrupt($"the schema {address.Schema} belongs to another program; choose another one with schema=NAME");
        RefuseWithoutRights(link, exists);

        var number = exists ? Number(link) : 0;
        foreach (var (next, sql) in scripts.After(number))
        {
            link.Script(sql);
            link.Script(string.Create(CultureInfo.InvariantCulture, $"UPDATE store SET schema_number = {next}"));
        }
    }

    private void MakeSchema(PooledPostgresConnection link)
    {
        if (!Has(link,
            "SELECT count(*) FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database() AND " +
            "pg_catalog.has_database_privilege(oid, 'CREATE')"))
            throw errors.Denied($"the schema {address.Schema} does not exist, and the role {address.QuotedRole} may not create it",
                $"CREATE SCHEMA {address.QuotedSchema} AUTHORIZATION {address.QuotedRole}");
        link.Script($"CREATE SCHEMA {address.QuotedSchema}");
    }

    private void RefuseWithoutRights(PooledPostgresConnection link, bool exists)
    {
        if (May(link, "USAGE") && (exists || May(link, "CREATE"))) return;
        throw errors.Denied(
            $"the role {address.QuotedRole} may not {(exists ? "use" : "create tables in")} the schema {address.Schema}",
            exists ? address.Grants : $"GRANT USAGE, CREATE ON SCHEMA {address.QuotedSchema} TO {address.QuotedRole}");
    }

    private bool Exists(PooledPostgresConnection link) => Has(link, RelationSql + " AND relname = 'store'", Name(address));

    private bool May(PooledPostgresConnection link, string right) => Has(link, RightSql, Name(address), SqlValue.Text("right", right));

    private int Number(PooledPostgresConnection link) => Known(link.Ask(NumberSql, row => row.GetInt64(0)));

    private int Known(long number) =>
        number <= scripts.Latest ? (int)number : throw errors.TooNew((int)Math.Min(number, int.MaxValue), scripts.Latest);

    private static SqlValue Name(PostgresAddress address) => SqlValue.Text("schema", address.Schema);

    private static bool Has(PooledPostgresConnection link, string countSql, params ReadOnlySpan<SqlValue> values) =>
        link.Ask(countSql, row => row.GetInt64(0), values) > 0;
}
