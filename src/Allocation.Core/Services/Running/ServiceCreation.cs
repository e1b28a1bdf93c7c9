using Allocation.Core.Allocating;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>Makes instances, all that are asked for together or none.</summary>
internal sealed class ServiceCreation(
    IAllocationStore store,
    TimeProvider clock,
    IIdSource ids,
    ServiceDriver driver,
    LifecycleStepper stepper,
    AllocatorSet allocators,
    LeaseExpiry expiry,
    ServiceResumption resumption)
{
    private readonly ExactNumbers _exact = new(allocators);

    /// <summary>Makes them; once more when expired leases hold what they lack.</summary>
    public IReadOnlyList<ServiceOutcome> CreateAll(IReadOnlyList<ServiceRequest> requests, string? requestId,
        CancellationToken cancellation)
    {
        driver.Settle(null, cancellation);
        foreach (var request in requests) Check(request);
        RequestId.Check(requestId, mistake => new InvalidServiceException(null, mistake));
        for (var first = true; ; first = false)
        {
            try
            {
                var batch = new CreationBatch(requests, requests.Select(_ => ids.Next()).ToList(), requestId);
                var made = requests.Count == 1 || !requests.Any(r => ExternalUse.Of(r, allocators))
                    ? CreateTogether(batch, new AllocationAttempt(batch.KeepsPartial), cancellation)
                    : CreateInTurn(batch, cancellation);
                return first && made is [{ Failure: { } failure } rejected] && expiry.Frees(failure, cancellation)
                    ? [resumption.ResumeOnce(requests[0].Definition, rejected.Instance.Id, null, cancellation)]
                    : made;
            }
            catch (AllocationFailedException e) when (first && expiry.Frees(e, cancellation))
            {
                continue;
            }
        }
    }

    private void Check(ServiceRequest request)
    {
        if (request.Term.Mistake(clock.Now()) is { } mistake)
            throw new InvalidServiceException(request.Name, $"'{request.Name}' cannot be created for that period: {mistake}.");
    }

    private IReadOnlyList<ServiceOutcome> CreateTogether(CreationBatch batch, AllocationAttempt attempt, CancellationToken cancellation)
    {
        try
        {
            var begun = store.Run(session => batch.Replay(session)
                ?? Begin(session, batch, attempt).ConvertAll(work => stepper.Advance(work)), cancellation);
            if (begun is [{ Next: not null }]) return [driver.Complete(batch, begun[0], attempt, cancellation)];
            return begun.Select(ServiceDriver.Outcome).ToList();
        }
        catch (AllocatorFailure failure)
        {
            throw failure.ToError([], []);
        }
    }

    // The outside knows no transaction, so a batch that uses it is made one by one, those that ask for
    // exact numbers first, and unmade in reverse order.
    private List<ServiceOutcome> CreateInTurn(CreationBatch batch, CancellationToken cancellation)
    {
        if (store.Read(batch.Replay, cancellation) is { } known) return known.Select(ServiceDriver.Outcome).ToList();
        var exact = store.Read(session => batch.Requests.Select(r => _exact.Of(session, r).ToHashSet()).ToList(), cancellation);
        var made = new List<ServiceOutcome>();
        try
        {
            foreach (var place in Enumerable.Range(0, exact.Count).OrderBy(i => exact[i].Count == 0))
            {
                var spokenFor = exact.Where((_, i) => i != place).SelectMany(numbers => numbers).ToHashSet();
                var attempt = new AllocationAttempt(keepPartial: false) { SpokenFor = spokenFor };
                made.AddRange(CreateTogether(batch.Part(place, first: made.Count == 0), attempt, cancellation));
            }

            return batch.Ids.Select(id => made.Find(m => m.Instance.Id == id)!).ToList();
        }
        catch (Exception cause) when (cause is AllocationException or OperationCanceledException)
        {
            var (released, stuck) = driver.RemoveAll(batch, made.Select(m => m.Instance).Reverse().ToList());
            if (made.Count == 0 || cause is not AllocationFailedException failed) throw;
            var outcome = new PartialOutcome([.. failed.Released, .. released], [], [.. failed.Stuck, .. stuck]);
            throw new AllocationFailedException(failed.Service, failed.Attribute, outcome, failed.InnerException!);
        }
    }

    // What is asked for by number is taken before any other instance of the batch takes what is free.
    private List<InstanceWork> Begin(IStoreSession session, CreationBatch batch, AllocationAttempt attempt)
    {
        var names = new Dictionary<(string, string), string>();
        var works = new List<InstanceWork>();
        foreach (var (request, instance) in batch.Register(session, clock.Now()))
        {
            var other = session.Services.FindLiving(instance.Definition, instance.Name)?.Name ?? names.GetValueOrDefault(KeyOf(instance));
            if (other is not null) throw new ServiceExistsException(instance.Definition, other);
            names.Add(KeyOf(instance), instance.Name);
            works.Add(new InstanceWork(session, request.Definition, instance,
                batch.Requests.Count == 1 ? attempt : new AllocationAttempt(keepPartial: false))
            { IsNew = true });
            works[^1].Note(ServiceEventKind.Created);
        }

        if (works.Count > 1) works.ForEach(stepper.TakeExact);
        return works;
    }

    private static (string, string) KeyOf(ServiceInstance instance) => (instance.Definition, NameKey.Of(instance.Name));
}
