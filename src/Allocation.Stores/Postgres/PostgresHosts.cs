using System.Data.Common;
using Allocation.Stores.Postgres.Addresses;
using Npgsql;

namespace Allocation.Stores.Postgres;

/// <summary>
/// Leaves out of an address the servers that were replaced and came back: they say that they are the primary, and another
/// server of the address knows of a later timeline.
/// </summary>
internal static class PostgresHosts
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    // As soon as there is a primary, the others only have so long to contradict it.
    private static readonly TimeSpan s_contradicting = TimeSpan.FromMilliseconds(500);

    /// <summary>The address without such servers; the same when there are none, or when it names one server only.</summary>
    /// <exception cref="Core.Errors.StoreUnavailableException">No other primary is left.</exception>
    public static PostgresAddress Current(PostgresAddress address, PostgresErrors errors, CancellationToken cancellation)
    {
        var hosts = address.Connection.Host!.Split(',');
        if (hosts.Length < 2 || address.Connection.TargetSessionAttributes is not ("primary" or "read-write")) return address;
        var looks = Looks(address, hosts, cancellation);
        var behind = hosts.Where((_, i) => IsPrimary(looks[i]) && FurtherThan(looks[i]!, looks) is not null).ToList();
        if (behind.Count == 0) return address;
        if (!hosts.Where((host, i) => IsPrimary(looks[i]) && !behind.Contains(host)).Any())
        {
            var first = Array.IndexOf(hosts, behind[0]);
            throw errors.Replaced(behind[0], looks[first]!.Now, FurtherThan(looks[first]!, looks)!);
        }

        return address with { Connection = Of(address, [.. hosts.Except(behind)]) };
    }

    // A server that takes connections and then stops answering is left after the same time.
    private static string ToLook(PostgresAddress address, string host)
    {
        var connection = Of(address, [host]);
        connection.CommandTimeout = (int)s_patience.TotalSeconds;
        connection.CancellationTimeout = -1;
        return connection.ConnectionString;
    }

    // The driver takes a wish for a primary only where there is a choice.
    private static NpgsqlConnectionStringBuilder Of(PostgresAddress address, string[] hosts)
    {
        var connection = new NpgsqlConnectionStringBuilder(address.Connection.ConnectionString) { Host = string.Join(',', hosts) };
        if (hosts.Length == 1) connection.TargetSessionAttributes = null;
        return connection;
    }

    private static bool IsPrimary(PostgresLook? look) => look is { IsStandby: false };

    private static PostgresLineage? FurtherThan(PostgresLook look, PostgresLook?[] looks) =>
        Array.Find(looks, other => other is not null && other != look && look.Now.IsBehind(other.Furthest))?.Furthest;

    private static PostgresLook?[] Looks(PostgresAddress address, string[] hosts, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        var looks = hosts.Select(host => Task.Run(
            async () =>
            {
                var look = await Look(address, host, limit.Token).ConfigureAwait(false);
                if (IsPrimary(look)) limit.CancelAfter(s_contradicting);
                return look;
            },
            CancellationToken.None)).ToArray();
        var seen = Task.WhenAll(looks).GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
        return seen;
    }

    // A server that cannot be asked contradicts no one.
    private static async Task<PostgresLook?> Look(PostgresAddress address, string host, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(ToLook(address, host));
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await connection.OpenAsync(cancellation).ConfigureAwait(false);
                return PostgresLook.At(connection, address);
            }
            catch (Exception error) when (error is DbException or OperationCanceledException or TimeoutException or IOException
                or InvalidOperationException)
            {
                return null;
            }
        }
    }
}
