using Allocation.Core.Access;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Storage.Rows;

namespace Allocation.Server.Access;

/// <summary>Calls to inventories, of which a caller begins those that take from his own pools only. A call is written before it is
/// made.</summary>
internal sealed class ScopedIntents(IIntentRows inner, PoolScope scope) : IIntentRows
{
    public IntentRecord? Find(string id) => inner.Find(id);

    public IntentRecord? Lock(string id) => inner.Lock(id);

    public IReadOnlyList<IntentRecord> OfLease(string leaseId) => inner.OfLease(leaseId);

    public IReadOnlyList<IntentRecord> Naming(string pool, long number) => inner.Naming(pool, number);

    public IReadOnlyList<IntentRecord> All() => inner.All();

    public void Add(IntentRecord intent)
    {
        if (intent.Purpose == IntentPurpose.Take) scope.Need(intent.Pool);
        inner.Add(intent);
    }

    public bool Update(IntentRecord intent) => inner.Update(intent);

    public bool Remove(string id) => inner.Remove(id);
}
