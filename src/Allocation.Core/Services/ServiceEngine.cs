using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>
/// Makes, resumes, removes and finds instances of services of any definition. What only touches our own store happens in
/// one transaction; what touches a foreign inventory is a chain of transactions with the outside calls between them, and
/// every step leaves the instance in a state from which it can be resumed or removed.
/// </summary>
public sealed class ServiceEngine
{
    private readonly IAllocationStore _store;
    private readonly TimeProvider _clock;
    private readonly IIdSource _ids;
    private readonly LifecycleStepper _stepper;
    private readonly ServiceDriver _driver;

    /// <summary>Builds the engine over a store.</summary>
    public ServiceEngine(IAllocationStore store, TimeProvider clock, IIdSource ids, Random random)
    {
        _store = store;
        _clock = clock;
        _ids = ids;
        _stepper = new LifecycleStepper(new Allocating.NumberAllocator(clock, ids, random), clock);
        _driver = new ServiceDriver(store, _stepper);
    }

    /// <summary>Makes one instance: whole, or not at all, or (keep-partial) rejected with what it got.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="requestId">The caller's id of this request, or null: the same again returns the same instance.</param>
    /// <param name="cancellation">Ends waiting; what was taken is given back.</param>
    /// <exception cref="InvalidServiceException">The name is not acceptable.</exception>
    /// <exception cref="ServiceExistsException">The name is taken.</exception>
    /// <exception cref="RequestConflictException">The request id was used for something else.</exception>
    /// <exception cref="AllocationFailedException">An allocator failed and all was given back.</exception>
    public ServiceOutcome Create(ServiceRequest request, string? requestId = null, CancellationToken cancellation = default) =>
        CreateAll([request], requestId, cancellation)[0];

    /// <summary>Makes several instances, all or none; in one transaction when all numbers come from our own pools.</summary>
    /// <inheritdoc cref="Create"/>
    public IReadOnlyList<ServiceOutcome> CreateAll(IReadOnlyList<ServiceRequest> requests, string? requestId = null, CancellationToken cancellation = default)
    {
        foreach (var request in requests) ServiceName.Check(request.Name);
        RequestId.Check(requestId);
        var batch = new CreationBatch(requests, requests.Select(_ => _ids.Next()).ToList(), requestId);
        return requests.Count == 1 || !batch.NeedsOutside ? CreateTogether(batch, cancellation) : CreateInTurn(batch, cancellation);
    }

    /// <summary>Tries again to complete an instance that is rejected, or was left behind by a crash. Values it has are kept; a complete one stays as it is.</summary>
    /// <exception cref="ServiceNotFoundException">No living instance has that id.</exception>
    /// <exception cref="IllegalTransitionException">It is being removed.</exception>
    public ServiceOutcome Resume(ServiceDefinition definition, string id, CancellationToken cancellation = default)
    {
        var progress = _store.Run(
            session =>
            {
                var instance = _driver.Lock(session, definition, id);
                if (definition.Lifecycle.State(instance.State).Releases) _stepper.Request(definition, instance, TransferTrigger.Update);
                if (definition.Lifecycle.On(instance.State, TransferTrigger.Update) is not null) instance = _stepper.Request(definition, instance, TransferTrigger.Update);
                return _stepper.Advance(session, definition, instance, keepPartial: true);
            },
            cancellation);
        return ServiceDriver.Outcome(_driver.Drive(definition, progress, keepPartial: true, cancellation));
    }

    /// <summary>Removes an instance: it passes through <c>deallocating</c>, where what it holds is given back, and ends. One that is stuck there is tried again.</summary>
    /// <returns>The ended instance, with the values it had.</returns>
    /// <exception cref="ServiceNotFoundException">No living instance has that id.</exception>
    /// <exception cref="ReleaseFailedException">Something could not be given back; the instance stays <c>deallocating</c>.</exception>
    public ServiceInstance Remove(ServiceDefinition definition, string id, CancellationToken cancellation = default) =>
        _driver.Remove(definition, id, cancellation);

    /// <summary>The instances of a query whose names fit, by name; read as they are taken.</summary>
    public IEnumerable<ServiceInstance> Query(ServiceQuery query, NamePattern names, CancellationToken cancellation = default)
    {
        if (names.Exact is { } exact && query is { Definition: { } definition, Living: true })
        {
            var found = _store.Read(session => session.Services.FindLiving(definition, exact), cancellation);
            return found is null || (query.State is { } state && state != found.State) ? [] : [found];
        }

        return _store.Stream(session => session.Services.Query(query).Where(i => names.Matches(i.Name)), cancellation);
    }

    /// <summary>The living instance with that id, or null.</summary>
    public ServiceInstance? Find(ServiceDefinition definition, string id, CancellationToken cancellation = default) => _store.Read(
        session => session.Services.Find(id) is { Living: true } found && found.Definition == definition.Name ? found : null,
        cancellation);

    private IReadOnlyList<ServiceOutcome> CreateTogether(CreationBatch batch, CancellationToken cancellation)
    {
        try
        {
            var begun = _store.Run(
                session => batch.Replay(session) ?? batch.Register(session, _clock.Now()).Select(item => Begin(session, item.Request, item.Instance, batch.KeepsPartial)).ToList(),
                cancellation);
            if (begun is [{ Next: not null }]) return [_driver.Complete(batch, begun[0], cancellation)];
            return begun.Select(ServiceDriver.Outcome).ToList();
        }
        catch (AllocatorFailure failure)
        {
            throw failure.ToError([], []);
        }
    }

    // Foreign inventories know no transaction, so a batch that uses them is made one by one, and unmade in reverse order.
    private List<ServiceOutcome> CreateInTurn(CreationBatch batch, CancellationToken cancellation)
    {
        if (_store.Read(batch.Replay, cancellation) is { } known) return known.Select(ServiceDriver.Outcome).ToList();
        var made = new List<ServiceOutcome>();
        try
        {
            foreach (var part in batch.Parts()) made.AddRange(CreateTogether(part, cancellation));
            return made;
        }
        catch (Exception cause) when (cause is AllocationException or OperationCanceledException)
        {
            var (released, stuck) = _driver.RemoveAll(batch, made.Select(m => m.Instance).Reverse().ToList());
            if (made.Count == 0 || cause is not AllocationFailedException failed) throw;
            var outcome = new PartialOutcome([.. failed.Released, .. released], [], [.. failed.Stuck, .. stuck]);
            throw new AllocationFailedException(failed.Service, failed.Attribute, outcome, failed.InnerException!);
        }
    }

    private Progress Begin(IStoreSession session, ServiceRequest request, ServiceInstance instance, bool keepPartial)
    {
        if (!session.Services.Add(instance))
            throw new ServiceExistsException(instance.Definition, session.Services.FindLiving(instance.Definition, instance.Name)?.Name ?? instance.Name);
        return _stepper.Advance(session, request.Definition, instance, keepPartial);
    }
}
