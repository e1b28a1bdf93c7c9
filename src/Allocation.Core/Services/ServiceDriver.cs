using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>
/// Carries an instance through its outside steps. Better to leak than to double-allocate: a number is written down as held
/// only after the inventory gave it, and as free only after the inventory took it back. Undoing goes in reverse order;
/// what fails while undoing is collected and never hides the first cause.
/// </summary>
internal sealed class ServiceDriver(IAllocationStore store, LifecycleStepper stepper, AllocationRunner runner, InstanceReleaser releaser, DefinitionLibrary definitions)
{
    /// <summary>The living instance, locked for this transaction, with the definition it was last validated with.</summary>
    /// <exception cref="ServiceNotFoundException">There is none.</exception>
    public InstanceWork Open(IStoreSession session, string definition, string id, AllocationAttempt attempt) =>
        session.Services.Lock(id) is { Living: true } found && found.Definition == definition
            ? new InstanceWork(session, definitions.Of(session, found), found, attempt)
            : throw new ServiceNotFoundException(definition, id);

    /// <summary>What a caller gets to see.</summary>
    public static ServiceOutcome Outcome(Progress progress) => new(progress.Instance, progress.Failure);

    /// <summary>Completes a new instance, or takes all of it back.</summary>
    public ServiceOutcome Complete(CreationBatch batch, Progress begun, AllocationAttempt attempt, CancellationToken cancellation)
    {
        try
        {
            return Outcome(Drive(begun, attempt, cancellation));
        }
        catch (AllocatorFailure failure)
        {
            var (released, stuck) = RemoveAll(batch, [begun.Instance]);
            throw failure.ToError(released, stuck);
        }
        catch (OperationCanceledException) when (!batch.KeepsPartial)
        {
            RemoveAll(batch, [begun.Instance]);
            throw;
        }
    }

    /// <summary>Takes outside steps until the instance rests. A failure on the way stays with the result.</summary>
    public Progress Drive(Progress progress, AllocationAttempt attempt, CancellationToken cancellation)
    {
        var failure = progress.Failure;
        while (progress.Next is { } step)
        {
            cancellation.ThrowIfCancellationRequested();
            progress = step switch
            {
                ExternalTake take => Take(progress.Instance, take, attempt, cancellation),
                OwnCall own => Call(progress.Instance, own, attempt, cancellation),
                _ => Release(progress.Instance, (ExternalRelease)step, attempt, cancellation),
            };
            failure ??= progress.Failure;
        }

        return progress with { Failure = failure };
    }

    /// <summary>Removes an instance, from any state that allows it.</summary>
    public ServiceInstance Remove(string definition, string id, int? version, CancellationToken cancellation)
    {
        var attempt = new AllocationAttempt(keepPartial: true);
        var progress = store.Run(
            session =>
            {
                var work = Open(session, definition, id, attempt);
                ExpectedVersion.Check(work.Instance, version);
                if (!work.State.Releases) stepper.Request(work, TransferTrigger.Delete);
                return stepper.Advance(work);
            },
            cancellation);
        return Drive(progress, attempt, cancellation).Instance;
    }

    /// <summary>Unmakes new instances: what they hold is given back, and they leave no trace.</summary>
    /// <returns>What was given back, and what could not be, with the reason; the instance of the latter stays, deallocating.</returns>
    public (IReadOnlyList<string> Released, IReadOnlyList<string> Stuck) RemoveAll(CreationBatch batch, IReadOnlyList<ServiceInstance> instances)
    {
        var (released, stuck) = (new List<string>(), new List<string>());
        foreach (var instance in instances)
        {
            var definition = batch.RequestOf(instance).Definition;
            IReadOnlyList<string> values = [];
            try
            {
                values = store.Read(session => session.Services.Find(instance.Id)) is { } now ? AllocatedValues.Texts(definition, now.Attributes.Root) : [];
                Remove(definition.Name, instance.Id, null, CancellationToken.None);
                store.Run(session => Erase(session, instance.Id, batch.RequestId));
                released.AddRange(values.Reverse());
            }
            catch (AllocationException e)
            {
                var reason = (e.InnerException ?? e).Message;
                stuck.AddRange(values.Count == 0 ? [$"'{instance.Name}' ({reason})"] : values.Select(v => $"{v} ({reason})"));
            }
        }

        return (released, stuck);
    }

    private static bool Erase(IStoreSession session, string id, string? requestId)
    {
        if (requestId is not null) session.Requests.Remove(requestId);
        session.History.Remove(id);
        return session.Services.Remove(id);
    }

    private Progress Take(ServiceInstance instance, ExternalTake take, AllocationAttempt attempt, CancellationToken cancellation)
    {
        long number;
        try
        {
            number = take.Inventory.Take(take.Exactly, take.HeldByUs, cancellation);
        }
        catch (AllocationException cause)
        {
            return Fail(instance, attempt, new AllocatorFailure(instance.Name, take.Call.Name, [], [], cause));
        }

        return WriteDown(instance, take, number, attempt);
    }

    // From here on the number is ours outside: it is written down whatever is cancelled meanwhile, or given back.
    private Progress WriteDown(ServiceInstance instance, ExternalTake take, long number, AllocationAttempt attempt)
    {
        var surplus = false;
        try
        {
            var progress = store.Run(session =>
            {
                var work = Open(session, instance.Definition, instance.Id, attempt);
                surplus = work.Instance.State != instance.State || take.Call.Write(take.Call.Binding.Attribute!, null).IsIn(work.Instance.Candidate!.Root);
                if (!surplus) runner.Record(work, take, number);
                return stepper.Advance(work);
            });
            if (surplus) take.Inventory.Release(number, CancellationToken.None);
            return progress;
        }
        catch (AllocatorFailure failure)
        {
            throw Undone(instance, take, number, failure.Attribute, failure.Taken, failure.Cause);
        }
        catch (AllocationException cause)
        {
            var failure = Undone(instance, take, number, take.Call.Name, [], cause);
            if (attempt.KeepPartial) throw failure.ToError([], []);
            throw failure;
        }
        catch (Exception cause)
        {
            if (GiveBack(take, number) is { } also) throw new AggregateException(cause, also);
            throw;
        }
    }

    private static AllocatorFailure Undone(ServiceInstance instance, ExternalTake take, long number, string failed, IReadOnlyList<string> taken, Exception cause)
    {
        var value = $"{take.Call.Name} {number}";
        return GiveBack(take, number) is { } also
            ? new AllocatorFailure(instance.Name, failed, taken, [$"{value} ({also.Message})"], cause)
            : new AllocatorFailure(instance.Name, failed, [.. taken, value], [], cause);
    }

    // The number could not be written down, so it must not stay taken; should that fail too, both failures are told.
    private static AllocationException? GiveBack(ExternalTake take, long number)
    {
        try
        {
            take.Inventory.Release(number, CancellationToken.None);
            return null;
        }
        catch (AllocationException also)
        {
            return also;
        }
    }

    // What somebody else's code gives is written down before the next allocator runs, whatever is cancelled meanwhile.
    private Progress Call(ServiceInstance instance, OwnCall own, AllocationAttempt attempt, CancellationToken cancellation)
    {
        try
        {
            var definition = store.Read(session => definitions.Of(session, instance), cancellation);
            var writes = AllocationRunner.Call(definition, instance, own, attempt, cancellation);
            attempt.Done(own.Call);
            return store.Run(session =>
            {
                var work = Open(session, instance.Definition, instance.Id, attempt);
                if (work.Instance.State == instance.State && work.Instance.Version == instance.Version) runner.Record(work, own.Call, writes);
                return stepper.Advance(work);
            });
        }
        catch (AllocatorFailure failure)
        {
            return Fail(instance, attempt, failure);
        }
    }

    private Progress Fail(ServiceInstance instance, AllocationAttempt attempt, AllocatorFailure failure)
    {
        if (!attempt.KeepPartial) throw failure;
        return store.Run(session =>
        {
            var work = Open(session, instance.Definition, instance.Id, attempt);
            return work.Instance.State == instance.State ? stepper.Reject(work, failure.Attribute, failure.Cause) : stepper.Advance(work);
        });
    }

    // The inventory frees by value, so it is asked while the ledger's line is locked and still says that the number is
    // ours: nobody of us can have got it meanwhile. It is asked once, even when the transaction runs again: by then
    // somebody else may have taken the number there.
    private Progress Release(ServiceInstance instance, ExternalRelease release, AllocationAttempt attempt, CancellationToken cancellation)
    {
        bool? freed = null;
        try
        {
            return store.Run(
                session =>
                {
                    var work = Open(session, instance.Definition, instance.Id, attempt);
                    if (session.Allocations.Find(release.Allocation.ReservationId) is { State: Ledger.AllocationState.Active } held)
                    {
                        freed ??= release.Inventory.Release(held.Value!.Value, cancellation);
                        releaser.Forget(work, held);
                    }

                    work.DropsValues = true;
                    return stepper.Advance(work);
                },
                cancellation);
        }
        catch (AllocationException cause) when (freed is null && cause is InvalidPoolFileException or InventoryFailedException)
        {
            throw new ReleaseFailedException(instance.Name, [$"{release.Allocation.Attribute} {release.Allocation.ResourceId} ({cause.Message})"], cause);
        }
        catch (Exception cause) when (freed == true)
        {
            TakeBack(instance, release, cause);
            throw;
        }
    }

    // The inventory freed the number and the ledger could not be told so: it still counts as ours, and the next removal
    // would free it although somebody else may have it by then. Taken again, both say the same.
    private static void TakeBack(ServiceInstance instance, ExternalRelease release, Exception cause)
    {
        try
        {
            release.Inventory.Take(release.Allocation.Value, new HashSet<long>(), CancellationToken.None);
        }
        catch (AllocationException also)
        {
            throw new ReleaseFailedException(
                instance.Name,
                [$"{release.Allocation.Attribute} {release.Allocation.ResourceId} (free in {release.Inventory.Pool}, held in the ledger: {also.Message})"],
                cause);
        }
    }
}
