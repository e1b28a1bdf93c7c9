using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>
/// Makes, changes, resumes, removes and finds instances of services of any definition. What only touches our own store happens
/// in one transaction; what touches the outside is a chain of transactions with the outside calls between them, and every
/// step leaves the instance in a state from which it can be resumed or removed.
/// </summary>
internal sealed class ServiceEngine
{
    private readonly IAllocationStore _store;
    private readonly DefinitionLibrary _library;
    private readonly ServiceDriver _driver;
    private readonly ServiceCreation _creation;
    private readonly ServiceUpdate _update;
    private readonly ServiceResumption _resumption;

    internal ServiceEngine(IAllocationStore store, DefinitionLibrary library, ServiceDriver driver, ServiceCreation creation,
        ServiceUpdate update, ServiceResumption resumption)
    {
        _store = store;
        _library = library;
        _driver = driver;
        _creation = creation;
        _update = update;
        _resumption = resumption;
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
        _creation.CreateAll([request], requestId, cancellation)[0];

    /// <summary>Makes several instances, all or none; in one transaction when all values come from our own store.</summary>
    /// <inheritdoc cref="Create"/>
    public IReadOnlyList<ServiceOutcome> CreateAll(IReadOnlyList<ServiceRequest> requests, string? requestId = null,
        CancellationToken cancellation = default) =>
        _creation.CreateAll(requests, requestId, cancellation);

    /// <inheritdoc cref="ServiceCreation.Review"/>
    public BatchReview Review(IReadOnlyList<ServiceRequest> requests, CancellationToken cancellation = default) =>
        _creation.Review(requests, cancellation);

    /// <summary>
    /// Changes attributes of an instance. Values of items that stay are kept, new items get theirs. When it fails the instance
    /// is as before, or (keep-partial) the update is rejected with what it got. A change that changes nothing does nothing.
    /// </summary>
    /// <exception cref="ServiceNotFoundException">No living instance has that id.</exception>
    /// <exception cref="InvalidServiceException">The change has mistakes, all of which are listed.</exception>
    /// <exception cref="IllegalTransitionException">The state allows no update.</exception>
    /// <exception cref="VersionConflictException">Another caller has changed the instance since.</exception>
    /// <exception cref="AllocationFailedException">An allocator failed and all was given back.</exception>
    public ServiceOutcome Update(ServiceDefinition definition, string id, ServiceChange change, CancellationToken cancellation = default) =>
        _update.Update(definition, id, change, cancellation);

    /// <summary>
    /// Takes the last update back: a good one to the values that were in force before, with their old numbers; a rejected one to
    /// nothing, and so one that was interrupted.
    /// </summary>
    /// <exception cref="ServiceNotFoundException">No living instance has that id.</exception>
    /// <exception cref="IllegalTransitionException">There is nothing to take back.</exception>
    /// <exception cref="VersionConflictException">Another caller has changed the instance since.</exception>
    /// <exception cref="AllocationFailedException">The lifecycle validates on the way, and that failed.</exception>
    public ServiceInstance Undo(ServiceDefinition definition, string id, int? version = null, CancellationToken cancellation = default) =>
        _update.Undo(definition, id, version, cancellation);

    /// <summary>
    /// Takes the edge <c>confirm</c> of the lifecycle. In those that come with the product it keeps the last update for good: what it
    /// replaced is given back, and it can no longer be undone; where there is nothing to keep, nothing changes.
    /// </summary>
    /// <exception cref="ServiceNotFoundException">No living instance has that id.</exception>
    /// <exception cref="IllegalTransitionException">The state has no such edge.</exception>
    /// <exception cref="VersionConflictException">Another caller has changed the instance since.</exception>
    /// <exception cref="AllocationFailedException">The lifecycle validates on the way, and that failed.</exception>
    /// <exception cref="ReleaseFailedException">Something could not be given back; a repair tries again.</exception>
    public ServiceInstance Confirm(ServiceDefinition definition, string id, int? version = null,
        CancellationToken cancellation = default) =>
        _update.Confirm(definition, id, version, cancellation);

    /// <summary>Tries again to complete an instance that is rejected, or was left behind by a crash. Values it has are kept; a complete one
    /// is left unchanged.</summary>
    /// <exception cref="ServiceNotFoundException">No living instance has that id.</exception>
    /// <exception cref="IllegalTransitionException">It is being removed.</exception>
    /// <exception cref="VersionConflictException">Another caller has changed the instance since.</exception>
    public ServiceOutcome Resume(ServiceDefinition definition, string id, CancellationToken cancellation = default, int? version = null) =>
        _resumption.Resume(definition, id, version, cancellation);

    /// <summary>Removes an instance: what it holds is given back, and it ends. One that is stuck on the way is tried again.</summary>
    /// <returns>The ended instance, with the values it had.</returns>
    /// <exception cref="ServiceNotFoundException">No living instance has that id.</exception>
    /// <exception cref="IllegalTransitionException">The state allows no removal.</exception>
    /// <exception cref="VersionConflictException">Another caller has changed the instance since.</exception>
    /// <exception cref="AllocationFailedException">The lifecycle validates a removal, and that failed.</exception>
    /// <exception cref="ReleaseFailedException">Something could not be given back; the instance stays <c>deallocating</c>.</exception>
    public ServiceInstance Remove(ServiceDefinition definition, string id, CancellationToken cancellation = default, int? version = null)
    {
        _driver.Settle(null, cancellation);
        return _driver.Remove(definition.Name, id, version, cancellation);
    }

    /// <summary>The instances of a query whose names fit, by name; read as they are taken.</summary>
    public IEnumerable<ServiceInstance> Query(ServiceQuery query, NamePattern names, CancellationToken cancellation = default)
    {
        if (names.Exact is { } exact && query is { Definition: { } definition, Living: true })
        {
            var found = _store.Read(session => session.Services.FindLiving(definition, exact), cancellation);
            var isMeant = found is not null && query.States?.Contains(found.State) != false && query.Notes?.Matches(found.Notes) != false;
            return isMeant ? [found!] : [];
        }

        return PagedReading.Read<ServiceInstance, ServicePosition>(
            _store, (session, after) =>
                session.Services.Query(query with { After = after, Take = PagedReading.PageSize }), ServicePosition.Of,
                PagedReading.PageSize, cancellation)
            .Where(i => names.Matches(i.Name));
    }

    /// <summary>As <see cref="Query"/>; and one name without wildcards, in whatever state, must be there.</summary>
    /// <exception cref="ServiceNotFoundException">The name has no wildcard and no such service has it.</exception>
    public IEnumerable<ServiceInstance> Select(ServiceQuery query, NamePattern names, CancellationToken cancellation = default)
    {
        var found = Query(query, names, cancellation);
        if (names.Exact is not { } exact || query.States is not null || query.Notes is not null) return found;
        var all = found.ToList();
        if (all.Count > 0) return all;
        throw _store.Read(session => EndedServices.NotFound(session, query.Definition, exact), cancellation);
    }

    /// <summary>The living instance of that name, or the one that ended last.</summary>
    /// <exception cref="ServiceNotFoundException">There was never one.</exception>
    public ServiceInstance GetLast(ServiceDefinition definition, string name, CancellationToken cancellation = default) =>
        _store.Read(
            session => session.Services.FindLiving(definition.Name, name) ?? EndedServices.LastInstance(session, definition.Name, name)
                ?? throw EndedServices.NotFound(session, definition.Name, name),
            cancellation);

    /// <summary>The first names of living instances of a definition that begin so, without regard to case; for completion.</summary>
    public IReadOnlyList<string> LivingNames(string definition, string start, int most, CancellationToken cancellation = default) =>
        _store.Read(session => session.Services.LivingNames(definition, start, most), cancellation);

    /// <summary>The living instance with that id, or null.</summary>
    public ServiceInstance? Find(ServiceDefinition definition, string id, CancellationToken cancellation = default) => _store.Read(
        session => session.Services.Find(id) is { Living: true } found && found.Definition == definition.Name ? found : null,
        cancellation);

    /// <summary>The instance with that id, living or ended, of any definition; or null.</summary>
    public ServiceInstance? Find(string id, CancellationToken cancellation = default) =>
        _store.Read(session => session.Services.Find(id), cancellation);

    /// <summary>Every transfer, allocation and change of name of an instance, living or ended, oldest first.</summary>
    public IReadOnlyList<ServiceEvent> History(string id, CancellationToken cancellation = default) => _store.Read(
        session =>
        {
            var name = session.Services.Find(id)?.Name;
            return session.History.Of(id).SelectMany(row => ServiceEvent.Read(row, name)).ToList();
        },
        cancellation);

    /// <summary>The values of a set with those that a map keeps where they belong.</summary>
    public AttributeSet View(ServiceInstance instance, AttributeSet set, CancellationToken cancellation = default)
    {
        var definition = _library.Known(instance) ?? _store.Read(session => _library.Of(session, instance), cancellation);
        return definition.Allocation.OfType<FallbackNode>().Any() ? AttributeSet.Of(FallbackMap.Unwrap(definition, set.Root)) : set;
    }

    /// <summary>The values of a set as people see them: as <see cref="View"/>, and with null for every attribute that has no
    /// value.</summary>
    public System.Text.Json.Nodes.JsonObject Show(ServiceInstance instance, AttributeSet set, CancellationToken cancellation = default)
    {
        var definition = _library.Known(instance) ?? _store.Read(session => _library.Of(session, instance), cancellation);
        return ShownAttributes.Of(definition.Shape, FallbackMap.Unwrap(definition, set.Root));
    }
}
