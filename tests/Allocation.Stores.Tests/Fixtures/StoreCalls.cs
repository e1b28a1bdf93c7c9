using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Allocation.Core.Storage;

namespace Allocation.Stores.Tests.Fixtures;

internal static class StoreCalls
{
    /// <summary>Runs work that gives nothing back.</summary>
    public static void Run(this IAllocationStore store, Action<IStoreSession> work) => store.Run(session =>
    {
        work(session);
        return true;
    });

    /// <summary>Everything in the store as text, for comparing two moments or two stores.</summary>
    public static string Dump(this IAllocationStore store) => store.Read(session =>
    {
        var lines = new List<string>();
        foreach (var pool in session.Pools.All().ToList())
        {
            lines.Add($"{pool} {string.Join(',', pool.Excluded)}");
            lines.AddRange(session.FreeRanges.All(pool.Name).Select(r => $"free {pool.Name} {r}"));
            lines.AddRange(session.Cooling.All(pool.Name).Select(c => $"cooling {pool.Name} {c}"));
        }

        lines.AddRange(session.Allocations.Query(new AllocationQuery()).Select(a => a.ToString()));
        lines.AddRange(session.Services.Query(new ServiceQuery { Living = null }).Select(s =>
            $"{s with { Candidate = null, Active = null, Rollback = null }} {s.Candidate?.ToJson()} {s.Active?.ToJson()} {s.Rollback?.ToJson()}"));
        return string.Join('\n', lines);
    });
}
