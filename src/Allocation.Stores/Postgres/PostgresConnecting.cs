using System.Data.Common;
using System.Security.Authentication;
using System.Security.Cryptography;
using Allocation.Core.Errors;
using Npgsql;

namespace Allocation.Stores.Postgres;

/// <summary>Makes connections, and sets on each what the store counts on.</summary>
internal static class PostgresConnecting
{
    // - lock_timeout: a wait for rows ends as a conflict, and is tried again from the start.
    // - idle_in_transaction_session_timeout: a client that is frozen in a transaction does not hold its rows for ever. It is
    //   long, because a transaction may wait for an inventory outside. The keepalives find one whose machine is gone.
    // - synchronous_commit: what was reported survives a power cut, whatever is set for the database.
    // - enable_seqscan: each query has its index, but what the server knows about young tables tells it otherwise. jit
    //   would take the price of the plans that are forbidden thereby for work that is worth compiling.
    // - plan_cache_mode: a statement is planned once.
    private const string Settings =
        """
        SELECT set_config('search_path', @search_path, false),
            set_config('lock_timeout', '10s', false),
            set_config('idle_in_transaction_session_timeout', '5min', false),
            set_config('statement_timeout', '0', false),
            set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local') THEN 'on' ELSE current_setting('synchronous_commit') END, false),
            set_config('enable_seqscan', 'off', false),
            set_config('jit', 'off', false),
            set_config('plan_cache_mode', 'force_generic_plan', false),
            set_config('tcp_keepalives_idle', '30', false),
            set_config('tcp_keepalives_interval', '10', false),
            set_config('tcp_keepalives_count', '3', false)
        """;

    private static readonly Version Oldest = new(12, 0);

    /// <summary>Where connections come from. It does not look at the types of the database, of which the store needs none.</summary>
    public static NpgsqlDataSource Source(PostgresAddress address) =>
        new NpgsqlDataSourceBuilder(address.Connection.ConnectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();

    /// <summary>A new connection.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, does not let us in, or is of no use.</exception>
    public static NpgsqlConnection Open(NpgsqlDataSource source, PostgresAddress address, PostgresErrors errors, CancellationToken cancellation)
    {
        var connection = source.CreateConnection();
        try
        {
            Connect(connection, errors, cancellation);
            if (connection.PostgreSqlVersion < Oldest) throw errors.Unavailable($"its server is PostgreSQL {connection.PostgreSqlVersion}; {Oldest.Major} is the oldest that will do");
            if (connection.PostgresParameters.TryGetValue("server_encoding", out var encoding) && encoding != "UTF8")
                throw errors.Unavailable($"the database has the encoding {encoding}, which cannot hold every name; make one with UTF8");

            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.Parameters.AddWithValue("search_path", $"{address.QuotedSchema}, pg_temp");
            command.ExecuteNonQuery();
            return connection;
        }
        catch (DbException error)
        {
            connection.Dispose();
            throw errors.Translate(error);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The one call of the asynchronous kind, because only that one can be interrupted.
    private static void Connect(NpgsqlConnection connection, PostgresErrors errors, CancellationToken cancellation)
    {
        try
        {
            connection.OpenAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (PostgresException error)
        {
            throw errors.Unreachable(error.MessageText, error, isPassing: PostgresErrors.IsLost(error));
        }
        catch (NpgsqlException error)
        {
            throw errors.Unreachable(error.InnerException is null ? error.Message : $"{error.Message}: {error.InnerException.Message}", error, isPassing: true);
        }
        catch (TimeoutException error)
        {
            throw errors.Unreachable(error.Message, error, isPassing: true);
        }
        catch (Exception error) when (error is IOException or AuthenticationException or CryptographicException or UnauthorizedAccessException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw errors.Unreachable(error.Message, error, isPassing: false);
        }
    }
}
