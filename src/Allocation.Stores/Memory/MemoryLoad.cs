namespace Allocation.Stores.Memory;

/// <summary>
/// A state that is being filled with all of its rows, by one session, before anybody else sees it. Until the end its indexes change in
/// place, so no state from before a change may be kept meanwhile.
/// </summary>
internal sealed class MemoryLoad
{
    private readonly List<Action> _ends = [];

    /// <summary>Tells an index when the load ends.</summary>
    public void Add(Action end) => _ends.Add(end);

    /// <summary>From now on the state never changes.</summary>
    public void End()
    {
        foreach (var end in _ends) end();
        _ends.Clear();
    }
}
