using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>Makes instances, all that are asked for together or none.</summary>
internal sealed class ServiceCreation(IAllocationStore store, TimeProvider clock, IIdSource ids, ServiceDriver driver, LifecycleStepper stepper, BuiltInAllocators allocators)
{
    public IReadOnlyList<ServiceOutcome> CreateAll(IReadOnlyList<ServiceRequest> requests, string? requestId, CancellationToken cancellation)
    {
        foreach (var request in requests) Check(request);
        RequestId.Check(requestId);
        var batch = new CreationBatch(requests, requests.Select(_ => ids.Next()).ToList(), requestId);
        return requests.Count == 1 || !requests.Any(r => OutsideNeed.Of(r, allocators)) ? CreateTogether(batch, cancellation) : CreateInTurn(batch, cancellation);
    }

    private void Check(ServiceRequest request)
    {
        ServiceName.Check(request.Name);
        if (request.Term.Mistake(clock.Now()) is { } mistake) throw new InvalidServiceException(request.Name, $"'{request.Name}' cannot be had for that time: {mistake}.");
    }

    private IReadOnlyList<ServiceOutcome> CreateTogether(CreationBatch batch, CancellationToken cancellation)
    {
        var attempt = new AllocationAttempt(batch.KeepsPartial);
        try
        {
            var begun = store.Run(
                session => batch.Replay(session) ?? batch.Register(session, clock.Now()).Select(item => Begin(session, item.Request, item.Instance, batch.Requests.Count == 1 ? attempt : new AllocationAttempt(keepPartial: false))).ToList(),
                cancellation);
            if (begun is [{ Next: not null }]) return [driver.Complete(batch, begun[0], attempt, cancellation)];
            return begun.Select(ServiceDriver.Outcome).ToList();
        }
        catch (AllocatorFailure failure)
        {
            throw failure.ToError([], []);
        }
    }

    // The outside knows no transaction, so a batch that uses it is made one by one, and unmade in reverse order.
    private List<ServiceOutcome> CreateInTurn(CreationBatch batch, CancellationToken cancellation)
    {
        if (store.Read(batch.Replay, cancellation) is { } known) return known.Select(ServiceDriver.Outcome).ToList();
        var made = new List<ServiceOutcome>();
        try
        {
            foreach (var part in batch.Parts()) made.AddRange(CreateTogether(part, cancellation));
            return made;
        }
        catch (Exception cause) when (cause is AllocationException or OperationCanceledException)
        {
            var (released, stuck) = driver.RemoveAll(batch, made.Select(m => m.Instance).Reverse().ToList());
            if (made.Count == 0 || cause is not AllocationFailedException failed) throw;
            var outcome = new PartialOutcome([.. failed.Released, .. released], [], [.. failed.Stuck, .. stuck]);
            throw new AllocationFailedException(failed.Service, failed.Attribute, outcome, failed.InnerException!);
        }
    }

    private Progress Begin(IStoreSession session, ServiceRequest request, ServiceInstance instance, AllocationAttempt attempt)
    {
        if (session.Services.FindLiving(instance.Definition, instance.Name) is { } other) throw new ServiceExistsException(instance.Definition, other.Name);
        var work = new InstanceWork(session, request.Definition, instance, attempt) { IsNew = true };
        work.Note(ServiceEventKind.Created);
        return stepper.Advance(work);
    }
}
