using static Allocation.Core.Definitions.TransferTrigger;

namespace Allocation.Core.Definitions;

/// <summary>The lifecycles that come with the product.</summary>
public static class Lifecycles
{
    /// <summary>
    /// Inmanta's <c>simple_with_deallocation</c>, as far as instances that are made and removed need it. Ours besides: an
    /// instance can be removed from <c>start</c>, where a crash may have left it between two allocators.
    /// </summary>
    public static Lifecycle SimpleWithDeallocation { get; } = new()
    {
        Name = "simple_with_deallocation",
        Initial = "start",
        States =
        [
            new("start"),
            new("acknowledged"),
            new("rejected"),
            new("creating"),
            new("up"),
            new("deleting"),
            new("deallocating") { Releases = true },
            new("terminated") { Ended = true },
        ],
        Transfers =
        [
            new("start", "acknowledged", Auto) { Validate = true, Error = "rejected" },
            new("start", "deallocating", Delete),
            new("acknowledged", "creating", Auto) { Operation = SetOperation.Promote },
            new("rejected", "start", Update),
            new("rejected", "deallocating", Delete),
            new("creating", "up", Resources),
            new("creating", "deleting", Delete),
            new("up", "deleting", Delete),
            new("deleting", "deallocating", Resources),
            new("deallocating", "terminated", Resources) { Error = "deallocating" },
        ],
    };
}
