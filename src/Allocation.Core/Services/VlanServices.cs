using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Services;

/// <summary>VLAN services: the general engine with the VLAN service's definition filled in.</summary>
internal sealed class VlanServices
{
    private readonly ServiceEngine _engine;
    private readonly ServiceCreation _creation;

    internal VlanServices(ServiceEngine engine, ServiceCreation creation)
    {
        _engine = engine;
        _creation = creation;
    }

    private static ServiceDefinition Definition => VlanServiceDefinition.Instance;

    /// <summary>Makes a service; see <see cref="ServiceEngine.Create"/> for what can go wrong.</summary>
    public VlanOutcome Create(VlanServiceRequest request, string? requestId = null, CancellationToken cancellation = default) =>
        View(_creation.CreateAll([request.ToRequest()], requestId, cancellation)[0]);

    /// <summary>Makes all of the services or none.</summary>
    public IReadOnlyList<VlanService> CreateAll(IEnumerable<VlanServiceRequest> requests, string? requestId = null,
        CancellationToken cancellation = default) =>
        CreateAllChecked(requests.Select(r => r.ToRequest()).ToList(), requestId, cancellation);

    /// <summary>Makes all of the services of requests that were checked already, or none.</summary>
    public IReadOnlyList<VlanService> CreateAllChecked(IReadOnlyList<ServiceRequest> requests, string? requestId = null,
        CancellationToken cancellation = default) =>
        requests.Count == 0 ? [] : _creation.CreateAll(requests, requestId, cancellation).Select(o => VlanService.Of(o.Instance)).ToList();

    /// <summary>The services whose names fit, by name, read as they are taken. Ended ones only when their state is asked for.</summary>
    /// <param name="names">The name, or a pattern.</param>
    /// <param name="states">Only services in one of these states, in any case, with wildcards; null for all living ones.</param>
    /// <param name="notes">Only those with such notes; null for all.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="ServiceNotFoundException">The name has no wildcard and no such service has it.</exception>
    /// <exception cref="InvalidServiceException">A VLAN service has no such state.</exception>
    public IEnumerable<VlanService> Find(NamePattern names, IReadOnlyList<string>? states = null, NoteFilter? notes = null,
        CancellationToken cancellation = default)
    {
        var known = states is null ? null : StateNames.Resolve(states, [Definition.Lifecycle]);
        var query = new ServiceQuery
        {
            Definition = VlanServiceDefinition.Name,
            States = known,
            Notes = notes,
            Living = known?.Any(Ended) == true ? null : true,
        };
        return _engine.Select(query, names, cancellation).Select(VlanService.Of);
    }

    /// <summary>The living service with that id.</summary>
    /// <exception cref="ServiceNotFoundException">There is none.</exception>
    public VlanService Get(string id, CancellationToken cancellation = default) =>
        VlanService.Of(_engine.Find(Definition, id, cancellation)
            ?? throw EndedServices.NotFound(VlanServiceDefinition.Name, id, _engine.Find(id, cancellation)));

    /// <summary>Changes what is noted of a service.</summary>
    /// <exception cref="ServiceNotFoundException">No living service has that id.</exception>
    /// <exception cref="VersionConflictException">Another caller has changed the service since.</exception>
    public VlanService Change(string id, NoteChange notes, int? version = null, CancellationToken cancellation = default) => VlanService.Of(
        _engine.Update(Definition, id, new ServiceChange([]) { Notes = notes, Version = version }, cancellation).Instance);

    /// <summary>Fills what a rejected service lacks; see <see cref="ServiceEngine.Resume"/>.</summary>
    public VlanOutcome Resume(string id, CancellationToken cancellation = default) => View(_engine.Resume(Definition, id, cancellation));

    /// <summary>Removes a service; see <see cref="ServiceEngine.Remove"/>.</summary>
    public VlanService Remove(string id, CancellationToken cancellation = default) =>
        VlanService.Of(_engine.Remove(Definition, id, cancellation));

    private static bool Ended(string state) => Definition.Lifecycle.States.Any(s => s.Name == state && s.Ended);

    private static VlanOutcome View(ServiceOutcome outcome) => new(VlanService.Of(outcome.Instance), outcome.Failure);
}
