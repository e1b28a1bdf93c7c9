using System.Data.Common;

namespace Allocation.Stores.Postgres;

/// <summary>What a user may ask a server about itself and the store.</summary>
/// <param name="IsStandby">Whether the server follows another one.</param>
/// <param name="User">The user that the server let in.</param>
/// <param name="MaySeeSystem">Whether it tells its identifier.</param>
/// <param name="MaySeeLineage">Whether it tells where the store was written last.</param>
/// <param name="MayMark">Whether this user may write that down.</param>
/// <param name="MaySeeSchema">Whether it tells the number of the store's schema.</param>
internal sealed record PostgresRights(bool IsStandby, string User, bool MaySeeSystem, bool MaySeeLineage, bool MayMark,
    bool MaySeeSchema)
{
    /// <summary>Asks for them; <c>@schema</c> is the schema of the store. A function without the right to call it fails even where it is
    /// not called, so the rights are asked for first.</summary>
    public const string Sql =
        """
        SELECT pg_catalog.pg_is_in_recovery(), session_user::text,
            pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE'),
            coalesce((SELECT pg_catalog.has_table_privilege(c.oid, 'SELECT') FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = @schema AND c.relname = 'lineage'), false),
            coalesce((SELECT pg_catalog.has_table_privilege(c.oid, 'INSERT') AND pg_catalog.has_table_privilege(c.oid, 'UPDATE')
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = @schema AND c.relname = 'lineage'), false),
            coalesce((SELECT pg_catalog.has_table_privilege(c.oid, 'SELECT') AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'schema_number'
                WHERE n.nspname = @schema AND c.relname = 'store'), false)
        """;

    /// <summary>The answer.</summary>
    public static PostgresRights Read(DbDataReader row) =>
        new(row.GetBoolean(0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5));
}
