using System.Data.Common;
using System.Security.Authentication;
using System.Security.Cryptography;
using Allocation.Core.Errors;
using Allocation.Stores.Postgres.Addresses;
using Allocation.Stores.Sql;
using Npgsql;

namespace Allocation.Stores.Postgres;

/// <summary>Makes connections, and sets on each what the store counts on.</summary>
internal static class PostgresConnecting
{
    private static readonly Version s_oldest = new(12, 0);

    /// <summary>Where connections come from. It does not look at the types of the database, of which the store needs none.</summary>
    public static NpgsqlDataSource Source(PostgresAddress address) =>
        new NpgsqlDataSourceBuilder(address.Connection.ConnectionString)
            .ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();

    /// <summary>A new connection.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, does not let us in, or is of no use.</exception>
    public static PostgresConnection Open(NpgsqlDataSource source, PostgresAddress address, PostgresErrors errors, PostgresClock clock,
        CancellationToken cancellation)
    {
        var connection = source.CreateConnection();
        try
        {
            Connect(connection, errors, cancellation);
            if (connection.PostgreSqlVersion < s_oldest)
                throw errors.Unavailable($"its server is PostgreSQL {connection.PostgreSqlVersion}; it must be {s_oldest.Major} or later");
            if (connection.PostgresParameters.TryGetValue("server_encoding", out var encoding) && encoding != "UTF8")
                throw errors.Unavailable($"the database must have the encoding UTF8, not {encoding}, which cannot hold every name");

            var (isDirect, rights) = Settle(connection, address, clock);
            return new(connection, IsPooled: !isDirect, rights);
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

    // A pooler gives its own process number to clients, and another with each of its connections.
    private static (bool IsDirect, PostgresRights Rights) Settle(NpgsqlConnection connection, PostgresAddress address, PostgresClock clock)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"{PostgresSettings.ForSession}; {PostgresRights.Sql}";
        command.Parameters.AddWithValue("process", connection.ProcessID);
        command.Parameters.AddWithValue("schema", address.Schema);
        var asked = clock.GetTimestamp();
        using var row = command.ExecuteReader();
        row.Read();
        clock.Set(UnixMicroseconds.ToTime(row.GetInt64(1)), asked);
        var isDirect = row.GetBoolean(0);
        row.NextResult();
        row.Read();
        return (isDirect, PostgresRights.Read(row));
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
        catch (NpgsqlException error) when (error.InnerException is AuthenticationException)
        {
            var why = PostgresCertificate.Explain(new(connection.ConnectionString));
            throw errors.Unreachable(why ?? $"{error.Message}: {error.InnerException.Message}", error, isPassing: false);
        }
        catch (NpgsqlException error)
        {
            throw errors.Unreachable(error.InnerException is null ? error.Message : $"{error.Message}: {error.InnerException.Message}",
                error, isPassing: PostgresErrors.IsAway(error));
        }
        catch (TimeoutException error)
        {
            throw errors.Unreachable(error.Message, error, isPassing: true);
        }
        catch (Exception error) when (error is IOException or AuthenticationException or CryptographicException
            or UnauthorizedAccessException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw errors.Unreachable(error.Message, error, isPassing: false);
        }
    }
}
