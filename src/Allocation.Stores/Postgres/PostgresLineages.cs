using System.Collections.Concurrent;
using Allocation.Stores.Postgres.Addresses;

namespace Allocation.Stores.Postgres;

/// <summary>
/// A stretch of the history of a database. A standby that takes over begins a new timeline; the server that it replaced stays
/// on the old one, also when it comes back and says again that it is the primary.
/// </summary>
/// <param name="System">The identifier of the cluster, which all its standbys share; empty where it cannot be asked for.</param>
/// <param name="Timeline">Which timeline; 0 for a server that follows another one.</param>
/// <param name="Era">The name that the first who wrote on the timeline gave it, so that two servers that took over from the same one
/// differ; null when it is not known.</param>
internal sealed record PostgresLineage(string System, long Timeline, string? Era)
{
    /// <summary>Whether a server in this stretch has been overtaken, when the other one is known to have been.</summary>
    public bool IsBehind(PostgresLineage other) =>
        System == other.System
            && (Timeline < other.Timeline || (Timeline == other.Timeline && Era is not null && other.Era is not null && Era != other.Era));

    /// <summary>The further one of two that do not contradict each other.</summary>
    public PostgresLineage Or(PostgresLineage other) =>
        other.Timeline > Timeline || (other.Timeline == Timeline && Era is null) ? other : this;
}

/// <summary>How far each store was that this process has used, so that it is never led back.</summary>
internal static class PostgresLineages
{
    private static readonly ConcurrentDictionary<(string System, string? Database, string Schema), PostgresLineage> s_seen = [];

    /// <summary>Remembers where a store is now. What contradicts that, or null.</summary>
    public static PostgresLineage? Contradiction(PostgresAddress address, PostgresLineage now)
    {
        var furthest = s_seen.AddOrUpdate((now.System, address.Connection.Database, address.Schema), now,
            (_, known) => now.IsBehind(known) ? known : known.Or(now));
        return now.IsBehind(furthest) ? furthest : null;
    }
}
