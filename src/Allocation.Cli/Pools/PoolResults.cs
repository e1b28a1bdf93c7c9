using Allocation.Cli.Output;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;

namespace Allocation.Cli.Pools;

/// <summary>Pools of both kinds as results: a table for each kind, or one list of objects.</summary>
internal sealed class PoolResults
{
    private readonly List<AllocationPool> _numbers = [];
    private readonly List<ResourcePoolStatus> _things = [];

    /// <summary>The pools whose names fit, of either kind.</summary>
    /// <exception cref="Core.Errors.PoolNotFoundException">No pool has exactly that name.</exception>
    public static IReadOnlyList<object> Find(CommandRun run, NamePattern names, PoolFilter? filter = null)
    {
        var (numbers, things) = run.System.AllPools.Find(names, filter ?? PoolFilter.All, run.Cancellation);
        return [.. numbers, .. things];
    }

    /// <summary>The name of a pool of either kind.</summary>
    public static string NameOf(object pool) => pool is AllocationPool numbers ? numbers.Name : ((ResourcePoolStatus)pool).Name;

    /// <summary>Adds a pool.</summary>
    public void Add(object pool)
    {
        if (pool is AllocationPool numbers) _numbers.Add(numbers);
        else _things.Add((ResourcePoolStatus)pool);
    }

    /// <summary>Writes them.</summary>
    /// <param name="run">The command.</param>
    /// <param name="single">Whether one object is meant, and no list.</param>
    /// <param name="bare">What says that names alone are wanted; null for a command that cannot be asked for them.</param>
    public void Write(CommandRun run, bool single, BareOptions<object>? bare = null)
    {
        if (run.Json || bare?.AreGiven(run) == true)
        {
            using var all = bare is null ? run.Results.List<object>([], single) : bare.List(run, []);
            all.AddAll([.. _numbers, .. _things]);
            return;
        }

        using (var list = run.Results.List(PoolColumns.All)) list.AddAll(_numbers);
        if (_numbers.Count > 0 && _things.Count > 0) run.Results.Line();
        using (var list = run.Results.List(ResourcePoolColumns.All)) list.AddAll(_things);
    }
}
