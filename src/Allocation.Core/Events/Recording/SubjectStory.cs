using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.Events.Recording;

/// <summary>What a transaction did to a subject, in the words of an event.</summary>
internal sealed record SubjectStory(EventKind Kind, string Name, string? Id, IReadOnlyList<EventChange> Changes,
    IReadOnlyList<string> Pools)
{
    /// <summary>The story; null when nothing is left changed that events tell of.</summary>
    public static SubjectStory? Of(SubjectTrace trace, IStoreSession session) =>
        trace.HasRow ? OfRow(trace) : OfLease(trace, session);

    private static SubjectStory? OfRow(SubjectTrace trace)
    {
        var (before, after) = (PortraitOf(trace.Before), PortraitOf(trace.After));
        if ((after ?? before) is not { } shown) return null;
        var held = HeldChanges.Of(trace).ToList();
        var keys = trace.HasLines ? trace.Lines.Select(line => (line.After ?? line.Before!).ReservationId).ToHashSet() : null;
        var changes = held.Concat(Differences(before, after, held).Where(change => !IsTold(change, before, after, keys)))
            .Concat(SettingsOf(trace)).ToList();
        var kind = KindOf(trace.Subject, before, after);
        if (kind == EventKind.Changed && changes.Count == 0) return null;
        var pools = shown.Pools.Concat(before?.Pools ?? []).Concat(held.Select(change => change.Pool!)).Distinct().ToList();
        return new(kind, shown.Name, shown.Id, changes, pools);
    }

    private static Portrait? PortraitOf(object? row) => row is null ? null : Portrait.Of(row);

    private static EventKind KindOf(EventSubject subject, Portrait? before, Portrait? after)
    {
        if (subject == EventSubject.Leak) return EventKind.Repaired;
        if (before is null) return EventKind.Created;
        if (after is null) return EventKind.Removed;
        if (after.IsOver && !before.IsOver) return subject == EventSubject.Definition ? EventKind.Removed : EventKind.Released;
        return before.Name == after.Name ? EventKind.Changed : EventKind.Renamed;
    }

    // The attribute that is the name is told as the name; reservation ids are in the ledger.
    private static bool IsTold(EventChange change, Portrait? before, Portrait? after, HashSet<string>? keys) =>
        (change.Property != "Name" && change.From == before?.Name && change.To == after?.Name)
        || (keys is not null && (Has(keys, change.From) || Has(keys, change.To)));

    private static bool Has(HashSet<string> keys, string? value) => value is not null && keys.Contains(value);

    // What an attribute took is told with its pool.
    private static IEnumerable<EventChange> Differences(Portrait? before, Portrait? after, List<EventChange> held)
    {
        if (before is not null && after is not null && before.Name != after.Name)
            yield return new EventChange("Name", before.Name, after.Name);
        var was = before?.Properties ?? [];
        var left = (after?.Properties ?? []).ToList();
        foreach (var (property, value) in was)
        {
            var at = left.FindIndex(other => other.Property == property);
            var now = at < 0 ? null : left[at].Value;
            if (at >= 0) left.RemoveAt(at);
            if (value != now && !IsTold(property)) yield return new EventChange(property, value, now);
        }

        foreach (var (property, value) in left)
        {
            if (value is not null && !IsTold(property)) yield return new EventChange(property, null, value);
        }

        bool IsTold(string property) => held.Exists(change => change.Property == property);
    }

    // Commands, lists and texts of resource pools can be long or secret; that they changed is told, and not to what.
    private static IEnumerable<EventChange> SettingsOf(SubjectTrace trace)
    {
        if (trace is not { Before: ResourcePool before, After: ResourcePool after }) return [];
        return PoolSetting.All.Where(setting => setting.Key != "tags")
            .Select(setting => (setting.Key, Values: setting.Difference(before.Settings, after.Settings)))
            .Where(found => found.Values is not null)
            .Select(found => new EventChange(found.Key, found.Values!.Value.From, found.Values.Value.To));
    }

    private static SubjectStory? OfLease(SubjectTrace trace, IStoreSession session)
    {
        var held = HeldChanges.Of(trace).ToList();
        var changes = held.Concat(trace.Subject == EventSubject.Direct ? HeldChanges.OfEnds(trace) : []).ToList();
        if (trace.Notes is { } notes) changes.AddRange(Differences(notes.Before, notes.After));
        if (changes.Count == 0) return null;
        var isNew = trace.HasLines && trace.Lines.All(line => line.Before is null);
        var isOver = held.Exists(change => change.To is null) && !session.Allocations.HasActive(trace.Key);
        var lines = trace.Lines.Select(line => line.After ?? line.Before!);
        var one = lines.FirstOrDefault()
            ?? session.Allocations.Query(new AllocationQuery { LeaseId = trace.Key, Take = 1 }).FirstOrDefault();
        return new(KindOf(trace.Subject, isNew, isOver), one?.LeaseName ?? trace.Key, trace.Key, changes,
            held.Select(change => change.Pool!).Concat(one is null ? [] : [one.Pool]).Distinct().ToList());
    }

    private static EventKind KindOf(EventSubject subject, bool isNew, bool isOver)
    {
        if (isNew) return subject == EventSubject.Import ? EventKind.Imported : EventKind.Created;
        return isOver && subject is (EventSubject.Direct or EventSubject.Import) ? EventKind.Released : EventKind.Changed;
    }

    private static IEnumerable<EventChange> Differences(Storage.Notes.NoteSet before, Storage.Notes.NoteSet after) =>
        Portrait.Of(before).Zip(Portrait.Of(after)).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new EventChange(pair.First.Property, pair.First.Value, pair.Second.Value));
}
