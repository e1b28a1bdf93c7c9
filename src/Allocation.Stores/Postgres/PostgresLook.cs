using System.Data.Common;
using System.Globalization;
using Allocation.Stores.Postgres.Addresses;
using Npgsql;

namespace Allocation.Stores.Postgres;

/// <summary>What a server says of itself and of the store's history. It needs no right that a user of the store lacks.</summary>
/// <param name="IsStandby">Whether it follows another server.</param>
/// <param name="Server">Where the server is itself.</param>
/// <param name="Store">Where the store was written last, as far as this server has it; null when it was not recorded.</param>
/// <param name="MayMark">Whether this user may write down where the store is.</param>
/// <param name="User">The user that the server let in.</param>
/// <param name="Schema">The number of the store's schema; null when it is not known.</param>
internal sealed record PostgresLook(bool IsStandby, PostgresLineage Server, PostgresLineage? Store, bool MayMark, string User, long? Schema)
{
    /// <summary>Writes down where the store is; does nothing when that, or more, is recorded already.</summary>
    public const string MarkSql =
        """
        INSERT INTO lineage (system, timeline, era) VALUES (@system, @timeline, @era)
        ON CONFLICT (only_row) DO UPDATE SET system = excluded.system, timeline = excluded.timeline, era = excluded.era
        WHERE lineage.system <> excluded.system OR lineage.timeline < excluded.timeline
        """;

    /// <summary>Whether the store's own row is older than the server: the first who writes brings it up to date.</summary>
    public bool IsUnmarked => MayMark && !IsStandby && (Store is null || Store.System != Server.System || Store.Timeline < Server.Timeline);

    /// <summary>Where the store is for sure: with its name as soon as it has one.</summary>
    public PostgresLineage Now => Store is not null && Store.System == Server.System && Store.Timeline == Server.Timeline ? Store : Server;

    /// <summary>The furthest stretch of the server's cluster that it knows of.</summary>
    public PostgresLineage Furthest => Store is not null && Store.System == Server.System ? Now.Or(Store) : Server;

    /// <summary>Asks a server.</summary>
    public static PostgresLook At(NpgsqlConnection connection, PostgresAddress address)
    {
        using var rights = connection.CreateCommand();
        rights.CommandText = PostgresRights.Sql;
        rights.Parameters.AddWithValue("schema", address.Schema);
        return At(connection, address, Row(rights, PostgresRights.Read));
    }

    /// <summary>Asks a server whose rights are known.</summary>
    public static PostgresLook At(NpgsqlConnection connection, PostgresAddress address, PostgresRights rights)
    {
        using var state = connection.CreateCommand();
        state.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT {(rights.MaySeeSystem ? "(SELECT system_identifier::text FROM pg_catalog.pg_control_system())" : "''")},
                {(rights.IsStandby ? "0::bigint" : "('x' || substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 1, 8))::bit(32)::bigint")},
                {(rights.MaySeeLineage ? "l.system, l.timeline, l.era" : "NULL::text, NULL::bigint, NULL::text")},
                {(rights.MaySeeSchema ? $"(SELECT max(schema_number)::bigint FROM {address.QuotedSchema}.store)" : "NULL::bigint")}
            FROM (SELECT 1) one {(rights.MaySeeLineage ? $"LEFT JOIN {address.QuotedSchema}.lineage l ON true" : "")}
            """);
        return Row(state, row => new PostgresLook(
            rights.IsStandby, new(row.GetString(0), row.GetInt64(1), null),
                row.IsDBNull(2) ? null : new(row.GetString(2), row.GetInt64(3), row.GetString(4)), rights.MayMark, rights.User,
                row.IsDBNull(5) ? null : row.GetInt64(5)));
    }

    private static T Row<T>(NpgsqlCommand command, Func<DbDataReader, T> read)
    {
        using var rows = command.ExecuteReader();
        rows.Read();
        return read(rows);
    }
}
