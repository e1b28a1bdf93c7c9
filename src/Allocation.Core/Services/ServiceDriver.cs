using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>
/// Carries an instance through its outside steps. Better to leak than to double-allocate: a number is written down as held
/// only after the inventory gave it, and as free only after the inventory took it back. Undoing goes in reverse order;
/// what fails while undoing is collected and never hides the first cause.
/// </summary>
internal sealed class ServiceDriver(IAllocationStore store, LifecycleStepper stepper)
{
    /// <summary>The living instance, locked for this transaction.</summary>
    /// <exception cref="ServiceNotFoundException">There is none.</exception>
    public ServiceInstance Lock(IStoreSession session, ServiceDefinition definition, string id) =>
        session.Services.Lock(id) is { Living: true } found && found.Definition == definition.Name
            ? found
            : throw new ServiceNotFoundException(definition.Name, id);

    /// <summary>What a caller gets to see.</summary>
    public static ServiceOutcome Outcome(Progress progress) => new(progress.Instance, progress.Failure);

    /// <summary>Completes a new instance, or takes all of it back.</summary>
    public ServiceOutcome Complete(CreationBatch batch, Progress begun, CancellationToken cancellation)
    {
        var request = batch.RequestOf(begun.Instance);
        try
        {
            return Outcome(Drive(request.Definition, begun, batch.KeepsPartial, cancellation));
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

    /// <summary>Takes outside steps until the instance rests.</summary>
    public Progress Drive(ServiceDefinition definition, Progress progress, bool keepPartial, CancellationToken cancellation)
    {
        while (progress.Next is { } step)
        {
            cancellation.ThrowIfCancellationRequested();
            progress = step is ExternalTake take
                ? Take(definition, progress.Instance, take, keepPartial, cancellation)
                : Release(definition, progress.Instance, (ExternalRelease)step, cancellation);
        }

        return progress;
    }

    /// <summary>Removes an instance, from any state that allows it.</summary>
    public ServiceInstance Remove(ServiceDefinition definition, string id, CancellationToken cancellation)
    {
        var progress = store.Run(
            session =>
            {
                var instance = Lock(session, definition, id);
                if (!definition.Lifecycle.State(instance.State).Releases) instance = stepper.Request(definition, instance, TransferTrigger.Delete);
                return stepper.Advance(session, definition, instance, keepPartial: true);
            },
            cancellation);
        return Drive(definition, progress, keepPartial: true, cancellation).Instance;
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
                values = store.Read(session => session.Services.Find(instance.Id)) is { } now ? LifecycleStepper.Values(definition, now) : [];
                Remove(definition, instance.Id, CancellationToken.None);
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
        return session.Services.Remove(id);
    }

    private Progress Take(ServiceDefinition definition, ServiceInstance instance, ExternalTake take, bool keepPartial, CancellationToken cancellation)
    {
        long number;
        try
        {
            number = take.Inventory.Take(take.Exactly, take.HeldByUs, cancellation);
        }
        catch (AllocationException cause)
        {
            if (!keepPartial) throw new AllocatorFailure(instance.Name, take.Binding.Attribute, [], [], cause);
            return store.Run(session => stepper.Reject(session, definition, Lock(session, definition, instance.Id), take.Binding.Attribute, cause), CancellationToken.None);
        }

        return WriteDown(definition, instance, take, number, keepPartial);
    }

    // From here on the number is ours outside: it is written down whatever is cancelled meanwhile, or given back.
    private Progress WriteDown(ServiceDefinition definition, ServiceInstance instance, ExternalTake take, long number, bool keepPartial)
    {
        var surplus = false;
        try
        {
            var progress = store.Run(session =>
            {
                var current = Lock(session, definition, instance.Id);
                surplus = current.State != instance.State || current.Candidate!.Has(take.Binding.Attribute);
                if (!surplus) current = stepper.Record(session, current, take.Binding, take.Inventory.Pool, number);
                return stepper.Advance(session, definition, current, keepPartial);
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
            var failure = Undone(instance, take, number, take.Binding.Attribute, [], cause);
            if (keepPartial) throw failure.ToError([], []);
            throw failure;
        }
        catch (Exception cause)
        {
            if (GiveBack(take, number) is { } also) throw new AggregateException(cause, also);
            throw;
        }
    }

    private static AllocatorFailure Undone(
        ServiceInstance instance,
        ExternalTake take,
        long number,
        string failed,
        IReadOnlyList<string> taken,
        AllocationException cause)
    {
        var value = $"{take.Binding.Attribute} {number}";
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

    // The inventory frees by value, so it is asked while the ledger's line is locked and still says that the number is
    // ours: nobody of us can have got it meanwhile. It is asked once, even when the transaction runs again: by then
    // somebody else may have taken the number there.
    private Progress Release(ServiceDefinition definition, ServiceInstance instance, ExternalRelease release, CancellationToken cancellation)
    {
        bool? freed = null;
        try
        {
            return store.Run(
                session =>
                {
                    var current = Lock(session, definition, instance.Id);
                    if (session.Allocations.Find(release.Allocation.ReservationId) is { State: Ledger.AllocationState.Active } held)
                    {
                        freed ??= release.Inventory.Release(held.Value!.Value, cancellation);
                        stepper.Forget(session, held);
                    }

                    return stepper.Advance(session, definition, current, keepPartial: true);
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
