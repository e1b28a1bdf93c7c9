using Allocation.Core.Inventories.Intents;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>Intents, which come and go with every call at an inventory. Told are those whose case a repair closes.</summary>
internal sealed class RecordedIntents(IIntentRows inner, Recorder recorder) : IIntentRows
{
    public IntentRecord? Find(string id) => inner.Find(id);

    public IntentRecord? Lock(string id) => inner.Lock(id);

    public IReadOnlyList<IntentRecord> OfLease(string leaseId) => inner.OfLease(leaseId);

    public IReadOnlyList<IntentRecord> Naming(string pool, long number) => inner.Naming(pool, number);

    public IReadOnlyList<IntentRecord> All() => inner.All();

    public void Add(IntentRecord intent)
    {
        inner.Add(intent);
        if (Recorded.IsRepairing && intent.IsDismissed) recorder.Row(EventSubject.Leak, intent.Id, null, intent);
    }

    public bool Update(IntentRecord intent)
    {
        var before = Recorded.IsRepairing && intent.IsDismissed ? inner.Find(intent.Id) : null;
        if (!inner.Update(intent)) return false;
        if (before is { IsDismissed: false }) recorder.Row(EventSubject.Leak, intent.Id, before, intent);
        return true;
    }

    public bool Remove(string id)
    {
        var before = Recorded.IsRepairing ? inner.Find(id) : null;
        if (!inner.Remove(id)) return false;
        if (before is { IsDismissed: false }) recorder.Row(EventSubject.Leak, id, before, null);
        return true;
    }
}
