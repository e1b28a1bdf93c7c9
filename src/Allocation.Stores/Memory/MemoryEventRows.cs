using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryEventRows(MemorySession session) : IEventRows
{
    public string? ServerUser => null;

    public IEnumerable<AllocationEvent> Query(EventQuery query) => MemoryPage.Of(Filtered(query), query.Skip, query.Take);

    public long Count(EventQuery query) => Filtered(query with { After = null }).LongCount();

    public void Add(AllocationEvent row)
    {
        var state = session.State;
        if (state.Events.Contains(KeyOf(row.Position))) throw new StoreConflictException("memory", $"there is an event {row.EventId}");
        session.State = state with { Events = state.Events.With(KeyOf(row.Position), row) };
    }

    public bool Remove(EventPosition place)
    {
        var state = session.State;
        if (!state.Events.Contains(KeyOf(place))) return false;
        session.State = state with { Events = state.Events.Without(KeyOf(place)) };
        return true;
    }

    public int RemoveBefore(DateTimeOffset before, int most)
    {
        var oldest = session.State.Events.Between((long.MinValue, ""), (before.UtcTicks, "")).Take(most).ToList();
        var left = session.State.Events;
        foreach (var row in oldest) left = left.Without(KeyOf(row.Position));
        if (oldest.Count > 0) session.State = session.State with { Events = left };
        return oldest.Count;
    }

    private IEnumerable<AllocationEvent> Filtered(EventQuery query)
    {
        var actors = query.Actor is null ? null : EventKeys.PatternsOfActor(query.Actor).Select(text => new NamePattern(text)).ToList();
        var names = query.Name is null ? null : new NamePattern(query.Name);
        var pool = query.Pool is null ? null : EventKeys.OfPool(query.Pool);
        return Backwards(query).Where(row =>
            (query.Kind is null || row.Kind == query.Kind)
            && (query.Subject is null || row.Subject == query.Subject)
            && (query.SubjectId is null || row.SubjectId == query.SubjectId)
            && (names is null || names.Matches(row.Name))
            && (pool is null || EventKeys.OfPools(row.Pool).Contains(pool, StringComparison.Ordinal))
            && (actors is null || (EventKeys.OfActor(row) is var actor && actors.Exists(pattern => pattern.MatchesKey(actor)))));
    }

    private IEnumerable<AllocationEvent> Backwards(EventQuery query)
    {
        var from = (query.From?.UtcTicks ?? long.MinValue, "");
        (long, string) to = (query.To?.UtcTicks ?? long.MaxValue, "");
        if (query.After is { } after && KeyOrder.NumberText.Compare(KeyOf(after), to) < 0) to = KeyOf(after);
        return session.State.Events.Backwards(from, to);
    }

    private static (long, string) KeyOf(EventPosition place) => (place.Time.UtcTicks, place.EventId);
}
