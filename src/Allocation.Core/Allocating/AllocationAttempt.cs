namespace Allocation.Core.Allocating;

/// <summary>One attempt to validate an instance, over all the transactions that it takes.</summary>
/// <param name="keepPartial">Whether a failed allocator rejects the instance, or undoes the attempt.</param>
internal sealed class AllocationAttempt(bool keepPartial)
{
    private readonly HashSet<string> _done = [];
    private readonly Dictionary<string, Dictionary<string, object?>> _stores = [];

    public bool KeepPartial => keepPartial;

    /// <summary>Numbers that other instances of the same batch ask for by number: this one leaves them, where it has the choice.</summary>
    public IReadOnlySet<(string Pool, long Number)> SpokenFor { get; init; } = new HashSet<(string, long)>();

    /// <summary>Whether numbers of inventories are taken one at a time, because taking them together failed.</summary>
    public bool IsOneByOne { get; set; }

    /// <summary>Whether a value may have left its last set on the way, in whichever transaction, so that it is to be given back at the
    /// end.</summary>
    public bool DropsValues { get; set; }

    /// <summary>Whether a call that touches the outside has had its turn; allocators that always want to run would otherwise run for
    /// ever.</summary>
    public bool IsDone(AllocatorCall call) => _done.Contains(call.Id);

    public void Done(AllocatorCall call) => _done.Add(call.Id);

    /// <summary>What the allocators of a level share.</summary>
    public IDictionary<string, object?> StoreOf(AllocationLevel level)
    {
        var key = level.Path.ToString();
        if (!_stores.TryGetValue(key, out var store)) _stores[key] = store = [];
        return store;
    }
}
