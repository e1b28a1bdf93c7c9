using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>
/// Moves one instance along its lifecycle within one transaction, as far as it gets without touching anything outside the
/// store. Numbers of our own pools are taken and given back in that transaction; anything else ends it as an
/// <see cref="ExternalStep"/>, so that what was done so far is written down before the outside is asked.
/// </summary>
internal sealed class LifecycleStepper(AllocationRunner runner, InstanceReleaser releaser, IntentLog intents, TimeProvider clock, IIdSource ids)
{
    /// <summary>Goes on from where the instance is.</summary>
    /// <exception cref="AllocatorFailure">An allocator failed and partial results are not kept.</exception>
    public Progress Advance(InstanceWork work)
    {
        while (work.Lifecycle.Next(work.Instance.State) is { } edge)
        {
            if ((work.State.Releases || work.Lifecycle.State(edge.Target).Ended) && releaser.ReleaseAll(work) is { } release)
                return Write(work, release);

            if (edge.Validate)
            {
                try
                {
                    if (runner.Run(work) is { } step) return Write(work, step);
                }
                catch (AllocatorFailure failure) when (work.Attempt.KeepPartial)
                {
                    return Reject(work, failure.Attribute, failure.Cause);
                }
            }

            Follow(work, edge);
        }

        return Write(work, work is { DropsValues: true, Instance.Living: true } ? releaser.ReleaseDropped(work) : null);
    }

    /// <summary>Gives a new instance the numbers that it asks for by number, if it begins with a validation. The others of its batch come after that.</summary>
    /// <exception cref="AllocatorFailure">One of them cannot be had.</exception>
    public void TakeExact(InstanceWork work)
    {
        if (work.Lifecycle.Next(work.Instance.State) is { Validate: true }) runner.RunExact(work);
    }

    /// <summary>Takes the error edge of a failed validation. What the instance has it keeps, unless its definition says otherwise.</summary>
    public Progress Reject(InstanceWork work, string attribute, Exception cause, IReadOnlyList<string>? stuck = null)
    {
        var edge = work.Lifecycle.Next(work.Instance.State)!;
        work.Note(ServiceEventKind.Failed, attribute, cause.Message);
        if (!work.Definition.FailSafe) CandidateValues.Discard(work);
        Follow(work, edge with { Target = edge.Error!, Operation = edge.ErrorOperation });
        var kept = new PartialOutcome([], AllocatedValues.Texts(work.Definition, work.Instance.Attributes.Root), stuck ?? []);
        var failure = new AllocationFailedException(work.Instance.Name, attribute, kept, cause);
        return Write(work, work.DropsValues ? releaser.ReleaseDropped(work) : null) with { Failure = failure };
    }

    /// <summary>Takes the edge of a request.</summary>
    /// <exception cref="IllegalTransitionException">The state has no such edge.</exception>
    public void Request(InstanceWork work, TransferTrigger trigger)
    {
        var edge = work.Lifecycle.On(work.Instance.State, trigger);
        if (edge is null || LacksRollback(work, edge)) throw Illegal(work, trigger);
        if (work.Lifecycle.State(edge.Target).Ended && releaser.ReleaseAll(work) is { } outside)
            throw new ReleaseFailedException(work.Instance.Name, [$"{outside.Allocation.Attribute} {outside.Allocation.ResourceId}"], new InvalidOperationException("The lifecycle has no state that gives back to the outside."));
        Follow(work, edge);
    }

    /// <summary>The error for a request that the state does not allow.</summary>
    public static IllegalTransitionException Illegal(InstanceWork work, TransferTrigger trigger) => new(
        work.Instance.Name,
        work.Instance.State,
        trigger == TransferTrigger.Undo && work.Lifecycle.On(work.Instance.State, trigger) is not null ? "undo without a rollback set" : trigger.ToString().ToLowerInvariant(),
        work.Lifecycle.Transfers.Where(t => t.Source == work.Instance.State && (t.Target != t.Source || t.Operation != SetOperation.None) && !LacksRollback(work, t)).Select(t => t.ToString()).ToList());

    /// <summary>Writes the instance and what happened to it.</summary>
    public Progress Write(InstanceWork work, ExternalStep? next)
    {
        var now = clock.Now();
        work.Instance = work.Instance with { UpdatedAt = now };
        Save(work, work.Events.Count == 0 ? null : new ServiceHistoryRecord(ids.Next(), work.Instance.Id, now, ServiceEvent.Write(work.Events)));
        return new Progress(work.Instance, Announce(work, next));
    }

    // What is about to be done outside is committed together with the work that leads up to it.
    private ExternalStep? Announce(InstanceWork work, ExternalStep? next) => next switch
    {
        ExternalTake take => take with { Intent = intents.Take(work.Session, take.Inventory, work.Lease, take.Call.Attribute!.ToString(), take.Exactly, number => work.Attempt.SpokenFor.Contains((take.Inventory.Pool, number))) },
        ExternalRelease release => release with { Intent = intents.Release(work.Session, release.Allocation) },
        _ => next,
    };

    // A new instance is written once, with the values that it got on the way.
    private static void Save(InstanceWork work, ServiceHistoryRecord? done)
    {
        var services = work.Session.Services;
        if (work.IsNew && !services.Add(work.Instance, done)) throw new StoreConflictException(work.Instance.Name, "another caller made a service of that name at the same moment");
        if (!work.IsNew && !services.Update(work.Instance)) throw new StoreCorruptException(work.Instance.Id, "the instance has gone in the middle of its transaction");
        if (!work.IsNew && done is not null) work.Session.History.Add(done);
        work.IsNew = false;
    }

    private static bool LacksRollback(InstanceWork work, Transfer edge) => edge.Operation == SetOperation.Rollback && work.Instance.Rollback is null;

    private static void Follow(InstanceWork work, Transfer edge)
    {
        var before = work.Instance;
        var moved = before with { State = edge.Target, Version = before.Version + 1, Living = !work.Lifecycle.State(edge.Target).Ended };
        work.Instance = edge.Operation switch
        {
            SetOperation.Promote => moved with { Rollback = moved.Active, Active = moved.Candidate, Candidate = null },
            SetOperation.Rollback => moved with { Candidate = moved.Active, Active = moved.Rollback, Rollback = null },
            SetOperation.ClearCandidate => moved with { Candidate = null },
            SetOperation.ClearActive => moved with { Active = null },
            SetOperation.ClearRollback => moved with { Rollback = null },
            _ => moved,
        };
        work.DropsValues |= edge.Operation != SetOperation.None && (edge.Operation != SetOperation.Promote || before.Rollback is not null);
        work.Note(ServiceEventKind.Transferred, from: before.State, to: edge.Target);
    }
}
