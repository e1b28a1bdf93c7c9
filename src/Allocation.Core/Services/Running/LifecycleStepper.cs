using Allocation.Core.Allocating;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Errors;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>
/// Moves one instance along its lifecycle within one transaction, as far as it gets without touching anything outside the
/// store. Numbers of our own pools are taken and given back in that transaction; anything else ends it as an
/// <see cref="ExternalStep"/>, so that what was done so far is written down before the outside is asked.
/// </summary>
internal sealed class LifecycleStepper(AllocationRunner runner, InstanceReleaser releaser, IntentLog intents,
    TimeProvider clock, IIdSource ids)
{
    /// <summary>Goes on from where the instance is.</summary>
    /// <exception cref="AllocatorFailure">An allocator failed and partial results are not kept.</exception>
    /// <param name="work">The instance.</param>
    /// <param name="failure">The failure that rejected it just now; or null.</param>
    public StepResult Advance(InstanceWork work, AllocationFailedException? failure = null)
    {
        while (work.Lifecycle.Next(work.Instance.State) is { } edge)
        {
            if (edge.Validate)
            {
                try
                {
                    if (runner.Run(work) is { } step) return Write(work, step) with { Failure = failure };
                }
                catch (AllocatorFailure again) when (work.Attempt.KeepPartial)
                {
                    // A lifecycle that leads from a failure back to the validation would go round for ever.
                    if (failure is not null) return Write(work, null) with { Failure = failure };
                    failure = Fail(work, again.Attribute, again.Cause, []);
                    continue;
                }
            }

            if ((work.State.Releases || work.Lifecycle.State(edge.Target).Ended) && releaser.ReleaseAll(work) is { } release)
                return Write(work, release) with { Failure = failure };
            Follow(work, edge);
        }

        return Write(work, work is { DropsValues: true, Instance.Living: true } ? releaser.ReleaseDropped(work) : null) with
        {
            Failure = failure,
        };
    }

    /// <summary>Gives a new instance the numbers that it asks for by number, if it begins with a validation. The others of its batch come
    /// after that.</summary>
    /// <exception cref="AllocatorFailure">One of them cannot be allocated.</exception>
    public void TakeExact(InstanceWork work)
    {
        if (work.Lifecycle.Next(work.Instance.State) is { Validate: true }) runner.Run(work, onlyExact: true);
    }

    /// <summary>Takes the error edge of a failed validation and goes on from there.</summary>
    public StepResult Reject(InstanceWork work, string attribute, Exception cause, IReadOnlyList<string> stuck) =>
        Advance(work, Fail(work, attribute, cause, stuck));

    /// <summary>
    /// Takes an update back that did not come to its end: it is rejected, and undone where the lifecycle allows that. The
    /// values in force are left unchanged.
    /// </summary>
    public StepResult TakeBack(InstanceWork work, string attribute, Exception cause)
    {
        work.DropsValues = true;
        Fail(work, attribute, cause, []);
        if (Allows(work, work.Instance.State, TransferTrigger.Undo)) Request(work, TransferTrigger.Undo);
        return Advance(work);
    }

    /// <summary>Whether the instance was left in the middle of an update, which can be taken back while the values in force stay.</summary>
    public static bool IsInterruptedUpdate(Lifecycle lifecycle, ServiceInstance instance) =>
        instance is { Active: not null, Candidate: not null }
        && lifecycle.Next(instance.State) is { Validate: true }
        && lifecycle.ValidatedSet(instance.State) == InstanceSet.Candidate
        && !lifecycle.IsEnding(instance.State);

    /// <summary>Whether an update that was interrupted here can be undone: its rejection leads to a state that has an undo.</summary>
    public static bool CanUndoInterrupted(InstanceWork work) =>
        IsInterruptedUpdate(work.Lifecycle, work.Instance)
        && !Allows(work, work.Instance.State, TransferTrigger.Undo)
        && Allows(work, work.Lifecycle.Next(work.Instance.State)!.Error!, TransferTrigger.Undo);

    // What the instance has it keeps, unless its definition says otherwise.
    private static AllocationFailedException Fail(InstanceWork work, string attribute, Exception cause, IReadOnlyList<string> stuck)
    {
        var edge = work.Lifecycle.Next(work.Instance.State)!;
        work.Note(ServiceEventKind.Failed, attribute, cause.Message);
        if (!work.Definition.FailSafe) CandidateValues.Discard(work);
        Follow(work, edge with { Target = edge.Error!, Operation = edge.ErrorOperation });
        var kept = new PartialOutcome([], AllocatedValues.Texts(work.Definition, work.Instance.Attributes.Root), stuck);
        return new AllocationFailedException(work.Instance.Name, attribute, kept, cause);
    }

    /// <summary>Takes the edge of a request.</summary>
    /// <exception cref="IllegalTransitionException">The state has no such edge.</exception>
    public void Request(InstanceWork work, TransferTrigger trigger)
    {
        if (!Allows(work, work.Instance.State, trigger)) throw Illegal(work, trigger);
        var edge = work.Lifecycle.On(work.Instance.State, trigger)!;
        if (work.Lifecycle.State(edge.Target).Ended && releaser.ReleaseAll(work, mayAsk: false) is { } external)
            throw new ReleaseFailedException(work.Instance.Name, [$"{external.Allocation.Attribute} {external.Allocation.ResourceId}"],
                "It is unchanged: its lifecycle has no state that gives back to an inventory. Register a version of the definition that " +
                "has one, update the service, and remove it.",
                new InvalidOperationException("The lifecycle has no state that gives back to an inventory."));
        Follow(work, edge);
    }

    /// <summary>The error for a request that the state does not allow.</summary>
    public static IllegalTransitionException Illegal(InstanceWork work, TransferTrigger trigger) => IllegalAct(
        work,
        trigger == TransferTrigger.Undo && work.Lifecycle.On(work.Instance.State, trigger) is not null
            ? "undo without a rollback set"
            : trigger.ToString().ToLowerInvariant());

    /// <summary>The error for an act, in the words of its message, that the state does not allow.</summary>
    public static IllegalTransitionException IllegalAct(InstanceWork work, string act) => new(
        work.Instance.Name,
        work.Instance.State,
        act,
        work.Lifecycle.Transfers
            .Where(t => t.Source == work.Instance.State && (t.Target != t.Source || t.Operation != SetOperation.None)
                && !LacksRollback(work, t))
            .Concat(CanUndoInterrupted(work)
                ? [work.Lifecycle.On(work.Lifecycle.Next(work.Instance.State)!.Error!, TransferTrigger.Undo)!]
                : [])
            .Select(t => t.ToString())
            .ToList());

    /// <summary>Writes the instance and what happened to it.</summary>
    public StepResult Write(InstanceWork work, ExternalStep? next)
    {
        var now = clock.Now();
        work.Instance = work.Instance with { UpdatedAt = now };
        Save(work, work.Events.Count == 0
            ? null
            : new ServiceHistoryRecord(ids.Next(), work.Instance.Id, now, ServiceEvent.Write(work.Events)));
        return new StepResult(work.Instance, Announce(work, next));
    }

    // What is about to be done outside is committed together with the work that leads up to it.
    private ExternalStep? Announce(InstanceWork work, ExternalStep? next) => next?.Match<ExternalStep>(
        take => take with
        {
            Intent = Plan(work, take),
            Also = take.Also.Select(also => also with { Intent = Plan(work, also) }).ToList(),
        },
        release => release with { Intent = intents.Release(work.Session, release.Inventory, release.Allocation) },
        call => call);

    private IntentRecord Plan(InstanceWork work, ExternalTake take) => intents.Take(work.Session, take.Inventory, work.Lease,
        take.Call.Attribute!.ToString(), (isTaken) => work.Plans.Next(take.Inventory, take.Exactly,
            number => work.Attempt.SpokenFor.Contains((take.Inventory.Pool, number)) || isTaken(number)));

    // A new instance is written once, with the values that it got on the way.
    private static void Save(InstanceWork work, ServiceHistoryRecord? done)
    {
        var services = work.Session.Services;
        if (work.IsNew && !services.Add(work.Instance, done))
            throw new StoreConflictException(work.Instance.Name, "another caller created a service of that name at the same moment");
        if (!work.IsNew && !services.Update(work.Instance))
            throw new StoreCorruptException(work.Instance.Id, "the instance has gone in the middle of its transaction");
        if (!work.IsNew && done is not null) work.Session.History.Add(done);
        work.IsNew = false;
    }

    private static bool Allows(InstanceWork work, string state, TransferTrigger trigger) =>
        work.Lifecycle.On(state, trigger) is { } edge && !LacksRollback(work, edge);

    private static bool LacksRollback(InstanceWork work, Transfer edge) =>
        edge.Operation == SetOperation.Rollback && work.Instance.Rollback is null;

    private static void Follow(InstanceWork work, Transfer edge)
    {
        var before = work.Instance;
        var sets = new InstanceSets<AttributeSet>(before.Candidate, before.Active, before.Rollback).After(edge.Operation);
        work.Instance = before with
        {
            State = edge.Target,
            Version = before.Version + 1,
            Living = !work.Lifecycle.State(edge.Target).Ended,
            Candidate = sets.Candidate,
            Active = sets.Active,
            Rollback = sets.Rollback,
        };
        work.DropsValues |= edge.Operation != SetOperation.None && (edge.Operation != SetOperation.Promote || before.Rollback is not null);
        work.Note(ServiceEventKind.Transferred, from: before.State, to: edge.Target);
    }
}
