using System.Text.Json;
using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Testing.Stores;

/// <summary>Every row of a store as text, so that two moments can be compared.</summary>
public static class StoreDump
{
    /// <param name="store">The store.</param>
    /// <param name="requestIds">The request ids to look for: rows of requests cannot be listed.</param>
    public static string Of(IAllocationStore store, params string[] requestIds) =>
        string.Join('\n', store.Read(session => Rows(session, requestIds).ToList()));

    private static IEnumerable<string> Rows(IStoreSession session, string[] requestIds)
    {
        foreach (var pool in session.Pools.All().ToList())
        {
            yield return "pool " + JsonSerializer.Serialize(pool);
            foreach (var free in session.FreeRanges.All(pool.Name)) yield return $"free {pool.Name} {free.Range} {free.FreedAt:O}";
            foreach (var cooling in session.Cooling.All(pool.Name)) yield return $"cooling {pool.Name} {cooling}";
        }

        foreach (var allocation in session.Allocations.Query(new AllocationQuery()))
            yield return "allocation " + JsonSerializer.Serialize(allocation);
        foreach (var service in session.Services.Query(new ServiceQuery { Living = null }))
            yield return $"service {service} {service.Candidate?.ToJson()} {service.Active?.ToJson()} {service.Rollback?.ToJson()}";
        foreach (var entry in session.History.All()) yield return $"history {entry}";
        foreach (var definition in session.Definitions.All()) yield return $"definition {definition}";
        foreach (var intent in session.Intents.All()) yield return "intent " + JsonSerializer.Serialize(intent with { Caller = "" });
        foreach (var inventory in session.Inventories.All())
            yield return $"inventory {inventory.Name} {inventory.Kind} {inventory.Settings.ToJson()}";
        foreach (var request in requestIds.Select(session.Requests.Find).OfType<RequestRecord>()) yield return $"request {request}";
    }
}
