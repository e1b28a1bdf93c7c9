namespace Allocation.Core.ResourcePools;

/// <summary>How many resources of a pool do what. Strays that <c>cmd_list</c> found are not counted.</summary>
/// <param name="Up">Up, free or held.</param>
/// <param name="Ready">Up and not held.</param>
/// <param name="Free">Ready, and never released.</param>
/// <param name="Starting">Its <c>cmd_new</c> runs.</param>
/// <param name="Releasing">Its <c>cmd_release</c> runs.</param>
/// <param name="Deleting">To be deleted, or being deleted.</param>
internal sealed record PoolCounts(int Up, int Ready, int Free, int Starting, int Releasing, int Deleting)
{
    /// <summary>Held by a ticket.</summary>
    public int Taken => Up - Ready;

    /// <summary>Everything that is not ended.</summary>
    public int On => Up + Starting + Releasing + Deleting;

    /// <summary>Counts the resources of one pool.</summary>
    public static PoolCounts Of(IEnumerable<PoolResource> resources)
    {
        var own = resources.Where(r => r.Living && !r.Stray).ToList();
        return new(
            own.Count(r => r.State == ResourceState.Up),
            own.Count(r => r.Unused),
            own.Count(r => r.Unused && r.Releases == 0),
            own.Count(r => r.State == ResourceState.Starting),
            own.Count(r => r.State == ResourceState.Releasing),
            own.Count(r => r.State is ResourceState.DeleteRequest or ResourceState.Deleting));
    }
}
