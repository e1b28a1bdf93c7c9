using static Allocation.Core.Definitions.Lifecycles.TransferTrigger;

namespace Allocation.Core.Definitions.Lifecycles;

/// <summary>
/// The lifecycles that come with the product. Source: Inmanta's <c>simple</c> and <c>simple_with_deallocation</c>. Ours besides:
/// an instance can be removed from every state in which it rests or where a crash may have left it; a good update can be
/// undone, or confirmed; and what an undone update left in the candidate set is cleared.
/// </summary>
internal static class BuiltInLifecycles
{
    /// <summary>Made, updated, undone and removed; what it holds is given back in the transaction that ends it.</summary>
    public static Lifecycle Simple { get; } = Build("simple", "terminated", ["start", "rejected"]);

    /// <summary>As <see cref="Simple"/>, but it ends through <c>deallocating</c>, in which giving back is tried until it
    /// succeeds.</summary>
    public static Lifecycle SimpleWithDeallocation { get; } = Build("simple_with_deallocation", "deallocating", ["start", "rejected"]);

    /// <summary>The lifecycle of that name, or null.</summary>
    public static Lifecycle? Find(string name) => All.FirstOrDefault(l => l.Name == name);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Lifecycle> All => [Simple, SimpleWithDeallocation];

    private static Lifecycle Build(string name, string afterDeleting, string[] neverActive) => new()
    {
        Name = name,
        Initial = "start",
        States =
        [
            new("start") { ValidateSelf = InstanceSet.Candidate },
            new("acknowledged") { ValidateSelf = InstanceSet.Candidate },
            new("rejected") { ValidateSelf = InstanceSet.Candidate },
            .. InForce("creating", "up", "failed", "update_inprogress", "update_failed", "rollback"),
            .. Updating("update_start", "update_acknowledged", "update_rejected"),
            .. Updating("update_start_failed", "update_acknowledged_failed", "update_rejected_failed"),
            new("deleting") { ValidateSelf = InstanceSet.Active, ValidateOthers = InstanceSet.Active },
            .. afterDeleting == "deallocating" ? [new LifecycleState("deallocating") { Releases = true }] : Array.Empty<LifecycleState>(),
            new("terminated") { Ended = true },
        ],
        Transfers =
        [
            new("start", "acknowledged", Auto) { Validate = true, Error = "rejected" },
            new("acknowledged", "creating", Auto) { Operation = SetOperation.Promote },
            new("rejected", "start", Update),
            new("creating", "up", Resources) { Error = "failed" },
            new("up", "up", Resources) { Error = "failed" },
            new("failed", "up", Resources) { Error = "failed" },
            .. UpdateOf("", "up"),
            .. UpdateOf("_failed", "failed"),
            new("update_start", "update_start", Resources) { Error = "update_start_failed" },
            new("update_rejected", "update_rejected", Resources) { Error = "update_rejected_failed" },
            new("update_start_failed", "update_start", Resources) { Error = "update_start_failed" },
            new("update_rejected_failed", "update_rejected", Resources) { Error = "update_rejected_failed" },
            new("update_inprogress", "up", Resources) { Error = "update_failed" },
            new("update_failed", "up", Resources) { Error = "update_failed" },
            new("update_failed", "rollback", Undo) { Operation = SetOperation.Rollback },
            new("rollback", "up", Resources)
            {
                Error = "failed",
                Operation = SetOperation.ClearCandidate,
                ErrorOperation = SetOperation.ClearCandidate,
            },
            new("up", "rollback", Undo) { Operation = SetOperation.Rollback },
            new("up", "up", Confirm) { Operation = SetOperation.ClearRollback },
            .. neverActive.Select(s => new Transfer(s, afterDeleting, Delete)),
            .. new[] { "up", "creating", "failed", "update_failed", "update_start", "update_rejected", "update_start_failed",
                "update_rejected_failed" }
                .Select(s => new Transfer(s, "deleting", Delete)),
            new("deleting", afterDeleting, Resources) { Error = "deleting" },
            .. afterDeleting == "deallocating"
                ? [new Transfer("deallocating", "terminated", Resources) { Error = "deallocating" }]
                : Array.Empty<Transfer>(),
        ],
    };

    private static IEnumerable<LifecycleState> InForce(params string[] names) => names.Select(name => new LifecycleState(name)
    {
        ValidateSelf = InstanceSet.Active,
        ValidateOthers = InstanceSet.Active,
    });

    private static IEnumerable<LifecycleState> Updating(params string[] names) => names.Select(name => new LifecycleState(name)
    {
        ValidateSelf = InstanceSet.Candidate,
        ValidateOthers = InstanceSet.Active,
    });

    // An update of an instance that is up, and its twin for one that has failed.
    private static IEnumerable<Transfer> UpdateOf(string twin, string from) =>
    [
        new(from, "update_start" + twin, Update),
        new("update_start" + twin, "update_acknowledged" + twin, Auto) { Validate = true, Error = "update_rejected" + twin },
        new("update_acknowledged" + twin, "update_inprogress", Auto) { Operation = SetOperation.Promote },
        new("update_rejected" + twin, from, Undo) { Operation = SetOperation.ClearCandidate },
        new("update_rejected" + twin, "update_start" + twin, Update),
    ];
}
