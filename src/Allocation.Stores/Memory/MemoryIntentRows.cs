using Allocation.Core.Errors;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryIntentRows(MemorySession session) : IIntentRows
{
    public IntentRecord? Find(string id) => session.State.Intents.TryFind(id, out var found) ? found : null;

    // Writers are alone anyway.
    public IntentRecord? Lock(string id) => Find(id);

    // There are as many as calls in flight, and a few that crashes left.
    public IReadOnlyList<IntentRecord> OfLease(string leaseId) => [.. session.State.Intents.Rows.Where(i => i.LeaseId == leaseId)];

    public IReadOnlyList<IntentRecord> Naming(string pool, long number) =>
        [.. session.State.Intents.Rows.Where(i => i.Pool == pool && i.Number == number)];

    public IReadOnlyList<IntentRecord> All() => [.. session.State.Intents.Rows];

    public void Add(IntentRecord intent)
    {
        if (Find(intent.Id) is not null) throw new StoreConflictException("memory", $"the intent id {intent.Id} is used");
        Put(intent);
    }

    public bool Update(IntentRecord intent)
    {
        if (Find(intent.Id) is null) return false;
        Put(intent);
        return true;
    }

    public bool Remove(string id)
    {
        if (Find(id) is null) return false;
        session.State = session.State with { Intents = session.State.Intents.Without(id) };
        return true;
    }

    private void Put(IntentRecord intent) => session.State = session.State with { Intents = session.State.Intents.With(intent.Id, intent) };
}
