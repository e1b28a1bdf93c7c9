using System.Globalization;
using System.Runtime.CompilerServices;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Pools.Use;

/// <summary>
/// From which pools something was taken that want a warning above a part of their use. They are told once, at the end of a command, as they
/// are then: a warning for each of a thousand rows would say the same a thousand times. Other warnings of a command wait here as well.
/// </summary>
internal sealed class UseWarnings
{
    private readonly ConditionalWeakTable<IStoreSession, HashSet<string>> _open = [];
    private readonly SortedSet<string> _told = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>A number of a pool is taken in a transaction.</summary>
    public void Takes(IStoreSession session, NumberPool pool)
    {
        if (pool.WarnAt is not null) _open.GetOrCreateValue(session).Add(pool.Name);
    }

    /// <summary>A transaction was committed.</summary>
    public void Committed(IStoreSession session)
    {
        if (!_open.TryGetValue(session, out var pools)) return;
        _open.Remove(session);
        lock (_taken) _taken.UnionWith(pools);
    }

    /// <summary>A ticket has a resource of a pool.</summary>
    public void Took(string pool)
    {
        lock (_taken) _taken.Add(pool);
    }

    /// <summary>What was done is to be looked at, for another reason.</summary>
    /// <param name="warning">Why, as whole sentences; null for nothing.</param>
    public void Tell(string? warning)
    {
        if (warning is null) return;
        lock (_taken) _told.Add(warning);
    }

    /// <summary>The warnings, those of use by the names of the pools; each is told once.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Ends the wait for it.</param>
    public IReadOnlyList<string> Take(IAllocationStore store, CancellationToken cancellation)
    {
        List<string> pools, told;
        lock (_taken)
        {
            (pools, told) = ([.. _taken], [.. _told]);
            _taken.Clear();
            _told.Clear();
        }

        return [.. told, .. OfUse(pools, store, cancellation)];
    }

    private static IReadOnlyList<string> OfUse(List<string> pools, IAllocationStore store, CancellationToken cancellation)
    {
        try
        {
            return pools.Count == 0
                ? []
                : store.Read(session => pools.ConvertAll(pool => Of(session, pool)).OfType<string>().ToList(), cancellation);
        }
        catch (AllocationException e)
        {
            // What was asked for is done, and must not look as if it had failed.
            return [$"Whether {string.Join(", ", pools.Select(pool => $"'{pool}'"))} is above its limit for warnings is not known: " +
                e.Message];
        }
    }

    /// <summary>The limit of a pool as it is kept: null for none.</summary>
    /// <param name="pool">The pool, for the message.</param>
    /// <param name="limit">What was asked for; 0 for none, null for the former one.</param>
    /// <param name="former">The limit before.</param>
    /// <exception cref="InvalidPoolException">It is no part in percent.</exception>
    public static int? Limit(string pool, long? limit, int? former) => limit switch
    {
        null => former,
        0 => null,
        >= 1 and <= 100 => (int)limit,
        _ => throw new InvalidPoolException(pool,
            $"Pool '{pool}' is not valid: its limit for warnings must be between 1 and 100 percent, or 0 for none, not {limit}."),
    };

    private static string? Of(IStoreSession session, string name)
    {
        if (session.Pools.Find(name) is { WarnAt: { } limit } pool)
            return Of(pool.Name, session.Allocations.CountActive(pool.Name), pool.Size, limit);
        return session.ResourcePools.Find(name) is { Settings.WarnAt: > 0 and var warnAt } things
            ? Of(things.Name, session.Allocations.CountActive(things.Name), things.Settings.Max, warnAt)
            : null;
    }

    private static string? Of(string pool, long held, long size, int limit) =>
        UseInPercent.Of(held, size) is { } percent && percent >= limit
        ? string.Create(CultureInfo.InvariantCulture,
            $"Pool '{pool}' is used to {percent} percent: {held} of {size} {(held == 1 ? "is" : "are")} held. ") +
            $"Its limit for warnings is {limit} percent."
        : null;
}
