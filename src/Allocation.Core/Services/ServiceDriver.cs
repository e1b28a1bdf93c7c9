using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>
/// Carries an instance through its outside steps. Undoing goes in reverse order; what fails while undoing is collected and
/// never hides the first cause.
/// </summary>
internal sealed class ServiceDriver(IAllocationStore store, LifecycleStepper stepper, OutsideWork outside)
{
    /// <summary>Moves an instance on within a transaction, and announces the outside call that it comes to.</summary>
    /// <inheritdoc cref="LifecycleStepper.Advance"/>
    public Progress Advance(IStoreSession session, ServiceDefinition definition, ServiceInstance instance, bool keepPartial) =>
        outside.Calls.Announce(session, stepper.Advance(session, definition, instance, keepPartial));

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
            if (cancellation.IsCancellationRequested)
            {
                outside.Calls.Abandon(step);
                cancellation.ThrowIfCancellationRequested();
            }

            progress = step is ExternalTake take
                ? outside.Calls.Take(definition, progress.Instance, take, keepPartial, cancellation)
                : outside.Releases.Release(definition, progress.Instance, (ExternalRelease)step, cancellation);
        }

        return progress;
    }

    /// <summary>Removes an instance, from any state that allows it.</summary>
    public ServiceInstance Remove(ServiceDefinition definition, string id, CancellationToken cancellation)
    {
        outside.Settler.SettleLease(id, cancellation);
        var progress = store.Run(
            session =>
            {
                var instance = Lock(session, definition, id);
                if (!definition.Lifecycle.State(instance.State).Releases) instance = stepper.Request(definition, instance, TransferTrigger.Delete);
                return Advance(session, definition, instance, keepPartial: true);
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
}
