using System.Globalization;
using Allocation.Core.Hooks;

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>What the end of a hook means for its resource and its pool.</summary>
internal sealed class HookResults(ResourceTransitions transitions)
{
    // Enough to find out where they come from; each is as long as whatever prints them likes.
    private const int MostIgnored = 20;
    private const int LongestIgnored = 300;

    /// <summary>Writes it down. A result that was written down before changes nothing.</summary>
    public void Apply(QueueTransaction tx, HookResult result)
    {
        if (result.ResourceId is not { } id)
        {
            if (tx.Session.ResourcePools.Find(result.Pool) is { } pool && pool.Health.ListWork?.Run == result.Run) Listed(tx, pool, result);
            return;
        }

        if (tx.Session.Resources.Find(id) is not { } resource || resource.Work?.Run != result.Run) return;
        var since = resource.Work.Since;
        resource = transitions.Save(tx, resource with { Work = null });
        switch (result.Kind)
        {
            case HookKind.New:
                Made(tx, resource, result, tx.Now - since);
                break;
            case HookKind.Delete:
                Deleted(tx, resource, result);
                break;
            case HookKind.Release:
                Cleaned(tx, resource, result);
                break;
            case HookKind.Livecheck:
                Checked(tx, resource, result);
                break;
            case HookKind.List:
                throw new InvalidOperationException("A list belongs to a pool, not to a resource.");
        }
    }

    private void Made(QueueTransaction tx, PoolResource resource, HookResult result, TimeSpan took)
    {
        if (result.Outcome == HookOutcome.NotStarted) return;
        var known = transitions.Save(tx, resource with
        {
            Data = result.Output ?? resource.Data,
            Problem = result.Problem ?? resource.Problem,
        });
        if (resource.State != ResourceState.Starting) return;

        var pool = tx.Session.ResourcePools.Find(resource.Pool);
        if (result.Outcome == HookOutcome.Succeeded)
        {
            if (pool is not null) tx.Session.ResourcePools.Update(pool with { Health = pool.Health.Succeeded(took, tx.Now) });
            transitions.Freed(tx, known with { State = ResourceState.Up, UpAt = tx.Now });
            return;
        }

        var interrupted = result.Outcome == HookOutcome.Interrupted;
        if (pool is not null && !interrupted)
            tx.Session.ResourcePools.Update(pool with { Health = pool.Health.Failed(result.Problem ?? "cmd_new failed", tx.Now) });

        // An interrupted start may have left anything, so it is always cleaned up.
        if (interrupted || pool is null or { Settings.DeleteFailedStart: true }) transitions.RequestDelete(tx, known, result.Problem);
        else transitions.End(tx, known);
    }

    private void Deleted(QueueTransaction tx, PoolResource resource, HookResult result)
    {
        if (result.Outcome == HookOutcome.Succeeded)
        {
            transitions.End(tx, resource);
            return;
        }

        var failures = result.Outcome is HookOutcome.Failed or HookOutcome.TimedOut ? resource.FailedDeletes + 1 : resource.FailedDeletes;
        transitions.Save(tx, resource with
        {
            State = ResourceState.DeleteRequest,
            FailedDeletes = failures,
            RetryAt = failures > resource.FailedDeletes ? tx.Now + Backoff.After(failures) : null,
            Problem = result.Problem ?? resource.Problem,
        });
    }

    private void Cleaned(QueueTransaction tx, PoolResource resource, HookResult result)
    {
        if (resource.State != ResourceState.Releasing || result.Outcome == HookOutcome.NotStarted) return;
        if (result.Outcome == HookOutcome.Succeeded) transitions.Freed(tx, resource with { State = ResourceState.Up });
        else transitions.RequestDelete(tx, resource, result.Problem);
    }

    private void Checked(QueueTransaction tx, PoolResource resource, HookResult result)
    {
        if (resource.State != ResourceState.Up || result.Outcome is HookOutcome.NotStarted or HookOutcome.Interrupted) return;
        var seen = resource with { CheckedAt = tx.Now };
        if (result.Outcome == HookOutcome.Succeeded)
        {
            var healthy = seen with { FailedChecks = 0, Problem = null };
            if (resource.FailedChecks > 0 && resource.Unused) transitions.Freed(tx, healthy);
            else transitions.Save(tx, healthy);
            return;
        }

        var failing = seen with { FailedChecks = resource.FailedChecks + 1, Problem = result.Problem };
        var attempts = tx.Session.ResourcePools.Find(resource.Pool)?.Settings.LivecheckAttempts ?? 1;
        if (failing.FailedChecks >= attempts)
            transitions.RequestDelete(tx, failing, $"{failing.FailedChecks} checks in a row have failed: {result.Problem}");
        else transitions.Save(tx, failing);
    }

    // An unknown name is a stray only at the second sighting: the first one may be a resource that just ended. One
    // that the pool cannot have given goes to no hook at all: whoever can name a thing over there could else have anything deleted.
    private void Listed(QueueTransaction tx, ResourcePool pool, HookResult result)
    {
        var health = pool.Health with { ListWork = null, ListedAt = tx.Now, ListProblem = result.Problem };
        if (result.Outcome == HookOutcome.Succeeded)
        {
            var known = tx.Session.Resources.Query(new ResourceQuery()).Select(r => r.Name).ToHashSet();
            var strangers = WholeNames(result.Output ?? "").Where(name => !known.Contains(name)).Distinct().ToList();
            var ignored = strangers.Where(name => !ResourceName.CanBeOf(pool.Settings.NamePattern, pool.Name, name)).ToList();
            strangers = strangers.Except(ignored).ToList();
            foreach (var name in strangers.Where(pool.Health.Unknown.ContainsKey)) transitions.AddStray(tx, pool, name);
            health = health with
            {
                Ignored = ignored.Take(MostIgnored).Select(Shortened).ToArray(),
                ListProblem = ignored.Count > 0 ? Report(ignored) : null,
            };
            health = health with
            {
                Unknown = strangers.Where(name => !pool.Health.Unknown.ContainsKey(name)).ToDictionary(name => name, _ => tx.Now),
            };
        }

        tx.Session.ResourcePools.Update(pool with { Health = health });
        tx.Touch();
    }

    private static string Report(List<string> ignored) => string.Create(
        CultureInfo.InvariantCulture,
        $"cmd_list printed {ignored.Count} names that do not fit name_pattern, such as '{Shortened(ignored[0])}'; resources with these " +
            $"names are not deleted");

    private static string Shortened(string name) => name.Length > LongestIgnored ? name[..LongestIgnored] + "..." : name;

    // Of output that was cut, the last name may be the beginning of another one.
    private static string[] WholeNames(string output)
    {
        var whole = output.EndsWith(HookOutput.TrimMarker, StringComparison.Ordinal) ? output[..^HookOutput.TrimMarker.Length] : output;
        if (whole.Length < output.Length) whole = whole[..(whole.LastIndexOf('\n') + 1)];
        return whole.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
