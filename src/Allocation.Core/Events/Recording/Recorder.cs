using System.Collections.Concurrent;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Events.Recording;

/// <summary>Gathers what a transaction changes, by subject, and writes an event for each at the end. What was changed and changed back
/// leaves none.</summary>
internal sealed class Recorder(IStoreSession inner, EventSource source, TimeProvider clock, ConcurrentDictionary<string, string> requests)
{
    private readonly List<SubjectTrace> _order = [];
    private readonly Dictionary<(EventSubject, string), SubjectTrace> _traces = [];
    private readonly List<AllocationEvent> _said = [];
    private string? _requestId;

    /// <summary>The session without recording.</summary>
    public IStoreSession Inner => inner;

    /// <summary>What is known of a subject.</summary>
    public SubjectTrace Of(EventSubject subject, string key)
    {
        if (_traces.TryGetValue((subject, key), out var trace)) return trace;
        trace = new SubjectTrace(subject, key);
        _order.Add(trace);
        return _traces[(subject, key)] = trace;
    }

    /// <summary>A row of a subject was added, changed or removed.</summary>
    public void Row(EventSubject subject, string key, object? before, object? after) => Of(subject, key).Row(before, after);

    /// <summary>An allocation was added or changed.</summary>
    public void Line(AllocationRecord? before, AllocationRecord after)
    {
        if (before is { State: AllocationState.Active } && before.LeaseId != after.LeaseId && SubjectOf(before) is { } former)
            Of(former, before.LeaseId).Line(before.ReservationId, before, null);
        if (SubjectOf(after) is { } subject)
            Of(subject, after.LeaseId).Line(after.ReservationId, before?.LeaseId == after.LeaseId ? before : null, after);
    }

    /// <summary>The notes of a lease without a row of its own were changed.</summary>
    public void Note(string leaseId, NoteSet before, NoteSet after) => Of(EventSubject.Direct, leaseId).Note(before, after);

    /// <summary>A request id was written down.</summary>
    public void Request(string requestId, IEnumerable<string> leases)
    {
        _requestId = requestId;
        foreach (var lease in leases) requests[lease] = requestId;
    }

    /// <inheritdoc cref="IRecordedSession.Say"/>
    public EventPosition Say(EventKind kind, EventSubject subject, string name, IReadOnlyList<EventChange> changes)
    {
        var said = New(kind, subject, name, null, changes, clock.Now());
        _said.Add(said);
        return said.Position;
    }

    /// <inheritdoc cref="IRecordedSession.SayRepaired"/>
    public void SayRepaired(AllocationRecord held, IReadOnlyList<EventChange> changes) =>
        _said.Add(New(EventKind.Repaired, EventSubject.Leak, Portrait.NameOfCase(held.Pool, held.ResourceId), held.LeaseId, changes,
            clock.Now(), [held.Pool]));

    /// <summary>Writes down what was changed.</summary>
    public void Write()
    {
        foreach (var said in _said) inner.Events.Add(said);
        if (_said.Count > 0 || _order.Count == 0) return;
        var now = clock.Now();
        foreach (var trace in _order)
        {
            if (SubjectStory.Of(trace, inner) is { } story)
                inner.Events.Add(New(story.Kind, trace.Subject, story.Name, story.Id, story.Changes, now, story.Pools));
        }
    }

    private AllocationEvent New(EventKind kind, EventSubject subject, string name, string? id, IReadOnlyList<EventChange> changes,
        DateTimeOffset now, IReadOnlyList<string>? pools = null) => new()
        {
            EventId = source.Ids!.Next(),
            Time = now,
            Kind = kind,
            Subject = subject,
            Name = name,
            SubjectId = id,
            Pool = pools ?? [],
            User = source.Actor.User,
            Host = source.Actor.Host,
            Program = source.Actor.Program,
            ProcessId = source.Actor.ProcessId,
            ServerUser = inner.Events.ServerUser,
            Manager = Recorded.Manager,
            Command = source.Command,
            RequestId = id is not null && requests.TryGetValue(id, out var request) ? request : _requestId,
            Change = changes,
        };

    // What resources hold of the pools that number them is part of them, and not asked for by anybody.
    private static EventSubject? SubjectOf(AllocationRecord line) => InternalPools.Is(line.Pool) ? null : line.LeaseKind switch
    {
        LeaseKind.Service => EventSubject.Service,
        LeaseKind.Ticket => EventSubject.Ticket,
        LeaseKind.Import => EventSubject.Import,
        LeaseKind.Direct => EventSubject.Direct,
        LeaseKind.Resource => null,
    };
}
