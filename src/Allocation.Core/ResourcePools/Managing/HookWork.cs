using Allocation.Core.Hooks;

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>A hook that a manager has taken on and has not yet reported back. While it stands, no other hook of the same resource
/// starts.</summary>
/// <param name="Kind">Which hook.</param>
/// <param name="Run">The id of this run: the name of its folder on the host that runs it.</param>
/// <param name="Owner">The id of the manager that runs it.</param>
/// <param name="Since">When it was taken on.</param>
/// <param name="Limit">For how long it may run.</param>
/// <param name="Host">The machine that runs it (see <see cref="Processes.ProcessMark.Host"/>), also when its owner is not listed any more;
/// null where it was not recorded.</param>
public sealed record HookWork(HookKind Kind, string Run, string Owner, DateTimeOffset Since, TimeSpan Limit, string? Host = null);
