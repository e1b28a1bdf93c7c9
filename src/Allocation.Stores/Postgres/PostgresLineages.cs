using System.Collections.Concurrent;

namespace Allocation.Stores.Postgres;

/// <summary>How far each store was that this process has used, so that it is never led back.</summary>
internal static class PostgresLineages
{
    private static readonly ConcurrentDictionary<(string System, string? Database, string Schema), PostgresLineage> Seen = [];

    /// <summary>Remembers where a store is now. What contradicts that, or null.</summary>
    public static PostgresLineage? Contradiction(PostgresAddress address, PostgresLineage now)
    {
        var furthest = Seen.AddOrUpdate((now.System, address.Connection.Database, address.Schema), now, (_, known) => now.IsBehind(known) ? known : known.Or(now));
        return now.IsBehind(furthest) ? furthest : null;
    }
}
