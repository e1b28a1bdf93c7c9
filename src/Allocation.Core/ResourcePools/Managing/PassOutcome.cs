using Allocation.Core.Hooks;

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>What one pass over the pools decided.</summary>
/// <param name="Orders">Hooks that the caller took on and has to run now.</param>
/// <param name="Aborts">Runs of the caller that make no sense any more.</param>
/// <param name="Due">When the next pass has something to do even if nothing happens until then; null for never.</param>
/// <param name="OthersWork">Whether another manager has taken on a hook, or may have left one behind.</param>
internal sealed record PassOutcome(IReadOnlyList<HookOrder> Orders, IReadOnlyList<string> Aborts, DateTimeOffset? Due, bool OthersWork);
