using Allocation.Core.Allocating;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Errors;
using Allocation.Core.Inventories.Intents;
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
    // So many errors are enough for a person; and so many services are tried at the most, some seconds.
    private const int MostRefusals = 100;
    private const int MostEffort = 20_000;

    /// <summary>How many are made together at most where numbers come from outside: each takes a number or two, and a call takes a hundred
    /// at most.</summary>
    public const int AtOnce = GroupedTakes.Most / 2;

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
                    ? CreateTogether(batch, requests.Select(_ => new AllocationAttempt(batch.KeepsPartial)).ToList(), cancellation)!
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

    /// <summary>Makes several that take numbers from outside, all or none; null, and none is made, where their numbers have to be taken
    /// one at a time.</summary>
    public IReadOnlyList<ServiceOutcome>? TryTogether(CreationBatch batch, CancellationToken cancellation)
    {
        driver.Settle(null, cancellation);
        foreach (var request in batch.Requests) Check(request);
        return CreateTogether(batch with { IsTogetherOnly = true },
            batch.Requests.Select(_ => new AllocationAttempt(keepPartial: false)).ToList(), cancellation);
    }

    /// <summary>Which of them cannot be made together: those that are refused are left out until the others can be made. It makes those, so
    /// this is for a copy of the store.</summary>
    public BatchReview Review(IReadOnlyList<ServiceRequest> requests, CancellationToken cancellation)
    {
        var left = Enumerable.Range(0, requests.Count).ToList();
        var refusals = new List<BatchRefusal>();
        var effort = 0;
        while (left.Count > 0 && Refusal([.. left.Select(i => requests[i])], cancellation) is { } error)
        {
            var name = error.Place?.Service ?? error.Target as string;
            var named = left.FindAll(i => name is not null && NameKey.Of(requests[i].Name) == NameKey.Of(name));
            refusals.Add(new BatchRefusal(named.Count == 0 ? null : IsTwice(error, named) ? named[1] : named[0], error));
            effort += left.Count;
            if (refusals[^1].Place is { } place) left.Remove(place);
            if (named.Count == 0 || refusals.Count == MostRefusals || effort > MostEffort) break;
        }

        var cut = left.Count > 0 && (refusals.Count == MostRefusals || effort > MostEffort);
        return new BatchReview([.. refusals.OrderBy(refusal => refusal.Place)], !cut);

        // Of two that have one name, the second is in the way of the first only if the store has neither.
        bool IsTwice(AllocationException error, List<int> named) => error is ServiceExistsException exists && named.Count > 1
            && store.Read(session => session.Services.FindLiving(exists.Definition, exists.Name), cancellation) is null;
    }

    private AllocationException? Refusal(IReadOnlyList<ServiceRequest> requests, CancellationToken cancellation)
    {
        try
        {
            CreateAll(requests, null, cancellation);
            return null;
        }
        catch (AllocationException refusal) when (!ErrorTraits.EndsAll(refusal.Kind))
        {
            return refusal;
        }
    }

    private void Check(ServiceRequest request)
    {
        if (request.Term.Mistake(clock.Now()) is { } mistake)
            throw new InvalidServiceException(request.Name, $"'{request.Name}' cannot be created for that period: {mistake}.");
    }

    // Null only where the batch allows it.
    private IReadOnlyList<ServiceOutcome>? CreateTogether(CreationBatch batch, IReadOnlyList<AllocationAttempt> attempts,
        CancellationToken cancellation)
    {
        try
        {
            var begun = store.Run(session => batch.Replay(session)
                ?? Begin(session, batch, attempts).ConvertAll(work => stepper.Advance(work)), cancellation);
            if (begun is [{ Next: not null }]) return [driver.Complete(batch, begun[0], attempts[0], cancellation)];
            if (begun.Exists(step => step.Next is not null)) return driver.CompleteAll(batch, begun, attempts, cancellation);
            return begun.Select(ServiceDriver.Outcome).ToList();
        }
        catch (AllocatorFailure failure)
        {
            throw failure.ToError([], []);
        }
    }

    // The outside knows no transaction, so a batch that uses it is made in groups, those that ask for exact numbers first, and unmade in
    // reverse order. Where the code of a user takes part, a group is one instance.
    private List<ServiceOutcome> CreateInTurn(CreationBatch batch, CancellationToken cancellation)
    {
        if (store.Read(batch.Replay, cancellation) is { } known) return known.Select(ServiceDriver.Outcome).ToList();
        var exact = store.Read(session => batch.Requests.Select(r => _exact.Of(session, r).ToHashSet()).ToList(), cancellation);
        var made = new List<ServiceOutcome>();
        try
        {
            var size = batch.Requests.All(r => ExternalUse.IsOfNumbers(r, allocators)) ? AtOnce : 1;
            foreach (var places in Enumerable.Range(0, exact.Count).OrderBy(i => exact[i].Count == 0).Chunk(size))
            {
                var attempts = places.Select(place => new AllocationAttempt(keepPartial: false)
                {
                    SpokenFor = exact.Where((_, i) => i != place).SelectMany(numbers => numbers).ToHashSet(),
                }).ToList();
                made.AddRange(CreateTogether(batch.Part(places, first: made.Count == 0), attempts, cancellation)!);
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
    private List<InstanceWork> Begin(IStoreSession session, CreationBatch batch, IReadOnlyList<AllocationAttempt> attempts)
    {
        var names = new Dictionary<(string, string), string>();
        var works = new List<InstanceWork>();
        var plans = new NumberPlans();
        foreach (var (request, instance) in batch.Register(session, clock.Now()))
        {
            var other = session.Services.FindLiving(instance.Definition, instance.Name)?.Name ?? names.GetValueOrDefault(KeyOf(instance));
            if (other is not null) throw new ServiceExistsException(instance.Definition, other);
            names.Add(KeyOf(instance), instance.Name);
            works.Add(new InstanceWork(session, request.Definition, instance, attempts[works.Count]) { IsNew = true, Plans = plans });
            works[^1].Note(ServiceEventKind.Created);
        }

        if (works.Count > 1) works.ForEach(stepper.TakeExact);
        return works;
    }

    private static (string, string) KeyOf(ServiceInstance instance) => (instance.Definition, NameKey.Of(instance.Name));
}
