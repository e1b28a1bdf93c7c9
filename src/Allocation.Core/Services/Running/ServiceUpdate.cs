using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Errors;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Services.Running;

/// <summary>Changes instances, and takes changes back.</summary>
internal sealed class ServiceUpdate(IAllocationStore store, TimeProvider clock, ServiceDriver driver, LifecycleStepper stepper,
    LeaseExpiry expiry, ServiceResumption resumption)
{
    public ServiceOutcome Update(ServiceDefinition definition, string id, ServiceChange change, CancellationToken cancellation)
    {
        if (change.Attributes.Count == 0 && !change.Notes.IsNothing)
            return new ServiceOutcome(ChangeNotes(definition, id, change.Notes, change.Version, cancellation), null);
        var outcome = UpdateAttributes(definition, id, change, cancellation);
        return outcome.Failure is null && !change.Notes.IsNothing
            ? outcome with { Instance = ChangeNotes(definition, id, change.Notes, null, cancellation) }
            : outcome;
    }

    // Notes can be changed in every state, and no allocator sees them.
    private ServiceInstance ChangeNotes(ServiceDefinition definition, string id, NoteChange change, int? version,
        CancellationToken cancellation) => store.Run(
        session =>
        {
            var found = session.Services.Lock(id);
            if (found is not { Living: true } instance || instance.Definition != definition.Name)
                throw EndedServices.NotFound(definition.Name, id, found);
            ExpectedVersion.Check(instance, version);
            var notes = change.ApplyTo(instance.Notes);
            if (notes == instance.Notes) return instance;
            var changed = instance with { Notes = notes, Version = instance.Version + 1, UpdatedAt = clock.Now() };
            session.Services.Update(changed);
            return changed;
        },
        cancellation);

    private ServiceOutcome UpdateAttributes(ServiceDefinition definition, string id, ServiceChange change, CancellationToken cancellation)
    {
        driver.Settle(id, cancellation);
        try
        {
            var outcome = UpdateOnce(definition, id, change, cancellation);
            return expiry.Frees(outcome.Failure, cancellation) ? resumption.ResumeOnce(definition, id, null, cancellation) : outcome;
        }
        catch (AllocationFailedException e) when (expiry.Frees(e, cancellation))
        {
            return UpdateOnce(definition, id, change, cancellation);
        }
    }

    private ServiceOutcome UpdateOnce(ServiceDefinition definition, string id, ServiceChange change, CancellationToken cancellation)
    {
        var attempt = new AllocationAttempt(change.KeepPartial);
        var begun = false;
        try
        {
            var step = store.Run(session => Begin(session, definition, id, change, attempt), cancellation);
            begun = true;
            var outcome = ServiceDriver.Outcome(driver.Drive(step, attempt, cancellation));
            if (WasTakenBack(step.Instance, outcome))
                throw new VersionConflictException(outcome.Instance.Name, step.Instance.Version, outcome.Instance.Version);
            return change.Confirm && outcome.Failure is null
                ? outcome with { Instance = ConfirmIfThere(definition, outcome.Instance, cancellation) }
                : outcome;
        }
        catch (AllocatorFailure failure)
        {
            var (released, stuck) = begun ? TakeBack(definition, id, failure) : ([], []);
            throw failure.ToError(released, stuck);
        }
        catch (OperationCanceledException cause) when (begun && !change.KeepPartial)
        {
            TakeBack(definition, id, new AllocatorFailure(id, "update", [], [], cause));
            throw;
        }
    }

    /// <summary>Takes the edge of an undo; an update that was interrupted is rejected first, which the undo then takes back.</summary>
    public ServiceInstance Undo(ServiceDefinition definition, string id, int? version, CancellationToken cancellation)
    {
        driver.Settle(id, cancellation);
        return UndoOnce(definition, id, version, cancellation);
    }

    /// <summary>Takes the edge of a confirmation.</summary>
    public ServiceInstance Confirm(ServiceDefinition definition, string id, int? version, CancellationToken cancellation)
    {
        driver.Settle(id, cancellation);
        return ConfirmOnce(definition, id, version, cancellation);
    }

    private ServiceInstance UndoOnce(ServiceDefinition definition, string id, int? version, CancellationToken cancellation) => Change(
        definition,
        id,
        version,
        work =>
        {
            if (LifecycleStepper.CanUndoInterrupted(work))
                return stepper.TakeBack(work, "update", new InvalidOperationException("it was interrupted and undone"));
            stepper.Request(work, TransferTrigger.Undo);
            return stepper.Advance(work);
        },
        cancellation);

    private ServiceInstance ConfirmOnce(ServiceDefinition definition, string id, int? version, CancellationToken cancellation) => Change(
        definition,
        id,
        version,
        work =>
        {
            if (work.Lifecycle.On(work.Instance.State, TransferTrigger.Confirm) is
                {
                    Operation: SetOperation.ClearRollback,
                    Validate: false
                } edge && edge.Source == edge.Target && work.Instance.Rollback is null)
                return new StepResult(work.Instance, null);
            stepper.Request(work, TransferTrigger.Confirm);
            return stepper.Advance(work);
        },
        cancellation);

    private ServiceInstance Change(ServiceDefinition definition, string id, int? version, Func<InstanceWork, StepResult> change,
        CancellationToken cancellation)
    {
        var attempt = new AllocationAttempt(keepPartial: true);
        var step = store.Run(
            session =>
            {
                var work = driver.Open(session, definition.Name, id, attempt);
                ExpectedVersion.Check(work.Instance, version);
                return change(work);
            },
            cancellation);
        return driver.Finish(step, attempt, cancellation);
    }

    // While an allocator runs between two transactions, another process may undo the update.
    private static bool WasTakenBack(ServiceInstance begun, ServiceOutcome outcome) =>
        outcome.Failure is null
        && begun.Candidate is not null
        && outcome.Instance is { Candidate: null }
        && Equals(outcome.Instance.Active, begun.Active)
        && Equals(outcome.Instance.Rollback, begun.Rollback);

    // An update is checked and validated by the newest version of the definition, to which the instance thereby moves.
    private StepResult Begin(IStoreSession session, ServiceDefinition definition, string id, ServiceChange change,
        AllocationAttempt attempt)
    {
        var present = driver.Open(session, definition.Name, id, attempt);
        ExpectedVersion.Check(present.Instance, change.Version);
        if (!definition.Lifecycle.Has(present.Instance.State)
            || definition.Lifecycle.On(present.Instance.State, TransferTrigger.Update) is null)
            throw LifecycleStepper.Illegal(present, TransferTrigger.Update);

        var before = present.Instance.Candidate ?? present.Instance.Active ?? AttributeSet.Empty;
        var after = ServiceAttributes.Change(definition, present.Instance.Name, before, change.Attributes);
        if (after.Equals(present.Instance.Active) && present.Instance.Candidate is null
            && present.Instance.DefinitionVersion == definition.Version)
            return new StepResult(present.Instance, null);

        var instance = present.Instance with { Candidate = after, DefinitionVersion = definition.Version };
        var work = new InstanceWork(session, definition, instance, attempt) { DropsValues = present.Instance.Candidate is not null };
        work.Note(ServiceEventKind.Updated);
        stepper.Request(work, TransferTrigger.Update);
        return stepper.Advance(work);
    }

    private ServiceInstance ConfirmIfThere(ServiceDefinition definition, ServiceInstance instance, CancellationToken cancellation) =>
        instance.Rollback is not null && definition.Lifecycle.On(instance.State, TransferTrigger.Confirm) is not null
            ? ConfirmOnce(definition, instance.Id, null, cancellation)
            : instance;

    // The failed update is rejected and taken back at once, where the lifecycle allows that; elsewhere it stays rejected.
    private (IReadOnlyList<string> Released, IReadOnlyList<string> Stuck) TakeBack(ServiceDefinition definition, string id,
        AllocatorFailure failure)
    {
        var attempt = new AllocationAttempt(keepPartial: true) { DropsValues = true };
        IReadOnlyList<string> gone = [];
        try
        {
            var step = store.Run(session =>
            {
                var work = driver.Open(session, definition.Name, id, attempt);
                if (work.Lifecycle.Next(work.Instance.State) is not { Validate: true }) return new StepResult(work.Instance, null);
                var inForce = AllocatedValues.Texts(work.Definition, work.Instance.Active?.Root);
                var candidate = AllocatedValues.Texts(work.Definition, work.Instance.Candidate?.Root);
                var undone = stepper.TakeBack(work, failure.Attribute, failure.Cause);
                gone = undone.Instance.Candidate is null ? candidate.Except(inForce).Reverse().ToList() : [];
                return undone;
            });
            driver.Drive(step, attempt, CancellationToken.None);
            return (gone, []);
        }
        catch (AllocationException e)
        {
            return ([], gone.Select(v => $"{v} ({(e.InnerException ?? e).Message})").ToList());
        }
    }
}
