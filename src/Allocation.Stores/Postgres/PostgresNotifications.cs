using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Sql;

namespace Allocation.Stores.Postgres;

/// <summary>
/// How changes of the queue are reported by NOTIFY: on a channel for each schema, with the revision and where it was made.
/// </summary>
internal sealed class PostgresNotifications(StoreUri uri, string schema)
{
    private static readonly ConcurrentDictionary<StoreUri, string> s_origins = new();

    // In this process, through this address: whoever waits there is notified by the one who commits.
    private readonly string _origin = s_origins.GetOrAdd(uri, _ => Guid.NewGuid().ToString("N"));

    /// <summary>The channel. It does not hold the schema's name, which can be as long as the name of a channel may be.</summary>
    public string Channel { get; } = "allocation_" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(schema)))[..32];

    /// <summary>Tells of a revision once the transaction is committed.</summary>
    public SqlBatchStatement Of(long revision)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{revision} {_origin}");
        return new("SELECT pg_catalog.pg_notify(@channel, @notifications)",
            [SqlValue.Text("channel", Channel), SqlValue.Text("notifications", text)])
        {
            HasUnreadRows = true,
        };
    }

    /// <summary>
    /// The revision that was reported; null when it was made in this process through this address, or by another program.
    /// </summary>
    public long? Read(string notifications) =>
        notifications.Split(' ') is [var revision, var origin] && origin != _origin && Guid.TryParseExact(origin, "N", out _)
            && long.TryParse(revision, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
