using Allocation.Core.Ledger;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Events.Recording;

/// <summary>What one transaction did to one subject: its row and its allocations, each as it was found and as it was left.</summary>
internal sealed class SubjectTrace(EventSubject subject, string key)
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, (AllocationRecord? Before, AllocationRecord? After)> _lines = [];

    public EventSubject Subject => subject;

    public string Key => key;

    /// <summary>Whether it has a row of its own that was changed.</summary>
    public bool HasRow { get; private set; }

    /// <summary>The row as it was; null when there was none.</summary>
    public object? Before { get; private set; }

    /// <summary>The row as it is; null when there is none.</summary>
    public object? After { get; private set; }

    /// <summary>The notes as they were and are, of what has no row of its own; null when nobody changed them.</summary>
    public (NoteSet Before, NoteSet After)? Notes { get; private set; }

    /// <summary>Allocations that it had or has, in the order in which they were changed.</summary>
    public IEnumerable<(AllocationRecord? Before, AllocationRecord? After)> Lines => _order.Select(id => _lines[id]);

    public bool HasLines => _order.Count > 0;

    public void Row(object? before, object? after)
    {
        if (!HasRow) Before = before;
        (HasRow, After) = (true, after);
    }

    public void Line(string id, AllocationRecord? before, AllocationRecord? after)
    {
        if (_lines.TryGetValue(id, out var known)) before = known.Before;
        else _order.Add(id);
        _lines[id] = (before, after);
    }

    public void Note(NoteSet before, NoteSet after) => Notes = (Notes?.Before ?? before, after);
}
