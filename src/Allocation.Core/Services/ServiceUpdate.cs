using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>Changes instances, and takes changes back.</summary>
internal sealed class ServiceUpdate(IAllocationStore store, ServiceDriver driver, LifecycleStepper stepper)
{
    public ServiceOutcome Update(ServiceDefinition definition, string id, ServiceChange change, CancellationToken cancellation)
    {
        var attempt = new AllocationAttempt(change.KeepPartial);
        var begun = false;
        try
        {
            var progress = store.Run(session => Begin(session, definition, id, change, attempt), cancellation);
            begun = true;
            var outcome = ServiceDriver.Outcome(driver.Drive(progress, attempt, cancellation));
            return change.Confirm && outcome.Failure is null ? outcome with { Instance = ConfirmIfThere(definition, outcome.Instance, cancellation) } : outcome;
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

    public ServiceInstance Request(ServiceDefinition definition, string id, TransferTrigger trigger, int? version, CancellationToken cancellation)
    {
        var attempt = new AllocationAttempt(keepPartial: true);
        var progress = store.Run(
            session =>
            {
                var work = driver.Open(session, definition.Name, id, attempt);
                ExpectedVersion.Check(work.Instance, version);
                stepper.Request(work, trigger);
                return stepper.Advance(work);
            },
            cancellation);
        return driver.Drive(progress, attempt, cancellation).Instance;
    }

    // An update is checked and validated by the newest version of the definition, to which the instance thereby moves.
    private Progress Begin(IStoreSession session, ServiceDefinition definition, string id, ServiceChange change, AllocationAttempt attempt)
    {
        var present = driver.Open(session, definition.Name, id, attempt);
        ExpectedVersion.Check(present.Instance, change.Version);
        if (!definition.Lifecycle.Has(present.Instance.State) || definition.Lifecycle.On(present.Instance.State, TransferTrigger.Update) is null)
            throw LifecycleStepper.Illegal(present, TransferTrigger.Update);

        var before = present.Instance.Candidate ?? present.Instance.Active ?? AttributeSet.Empty;
        var after = ServiceAttributes.Change(definition, present.Instance.Name, before, change.Attributes);
        if (after.Equals(present.Instance.Active) && present.Instance.Candidate is null && present.Instance.DefinitionVersion == definition.Version)
            return new Progress(present.Instance, null);

        var instance = present.Instance with { Candidate = after, DefinitionVersion = definition.Version };
        var work = new InstanceWork(session, definition, instance, attempt) { DropsValues = present.Instance.Candidate is not null };
        work.Note(ServiceEventKind.Updated);
        stepper.Request(work, TransferTrigger.Update);
        return stepper.Advance(work);
    }

    private ServiceInstance ConfirmIfThere(ServiceDefinition definition, ServiceInstance instance, CancellationToken cancellation) =>
        instance.Rollback is not null && definition.Lifecycle.On(instance.State, TransferTrigger.Confirm) is not null
            ? Request(definition, instance.Id, TransferTrigger.Confirm, null, cancellation)
            : instance;

    // The failed update is rejected and taken back at once, where the lifecycle allows that; elsewhere it stays rejected.
    private (IReadOnlyList<string> Released, IReadOnlyList<string> Stuck) TakeBack(ServiceDefinition definition, string id, AllocatorFailure failure)
    {
        var attempt = new AllocationAttempt(keepPartial: true) { DropsValues = true };
        IReadOnlyList<string> gone = [];
        try
        {
            var progress = store.Run(session =>
            {
                var work = driver.Open(session, definition.Name, id, attempt);
                if (work.Lifecycle.Next(work.Instance.State) is not { Validate: true }) return new Progress(work.Instance, null);
                var inForce = AllocatedValues.Texts(work.Definition, work.Instance.Active?.Root);
                gone = AllocatedValues.Texts(work.Definition, work.Instance.Candidate?.Root).Except(inForce).Reverse().ToList();
                var rejected = stepper.Reject(work, failure.Attribute, failure.Cause);
                if (work.Lifecycle.On(work.Instance.State, TransferTrigger.Undo) is null)
                {
                    gone = [];
                    return rejected;
                }

                var undone = new InstanceWork(session, work.Definition, work.Instance, attempt);
                stepper.Request(undone, TransferTrigger.Undo);
                return stepper.Advance(undone);
            });
            driver.Drive(progress, attempt, CancellationToken.None);
            return (gone, []);
        }
        catch (AllocationException e)
        {
            return ([], gone.Select(v => $"{v} ({(e.InnerException ?? e).Message})").ToList());
        }
    }
}
