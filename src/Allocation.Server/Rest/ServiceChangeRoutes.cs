using Allocation.Core;
using Allocation.Core.Access;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Results;
using Allocation.Core.Services;
using Allocation.Server.Page;
using Allocation.Server.Rest.Bodies;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>What changes services of any definition.</summary>
internal static class ServiceChangeRoutes
{
    /// <summary>Where they are.</summary>
    public const string Path = "/services";

    private const string OfName = Path + "/{definition}/{name}";

    private static readonly QueryParameter<string> s_id = Parameter.Text("id",
        "Only the service with this id, and not another one that has its name by now. One that was removed already is shown.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.ActOn(HttpMethod.Post, "/services/{definition}", AccessRole.Operator,
            "Creates a service with all the values from its allocators, or not at all.", [], (RestRequest request, ServiceBody body) =>
            {
                var definition = DefinitionOf(request);
                var made = request.System.Services.Create(body.ToRequest(definition), request.RequestId, CancellationToken.None).Instance;
                return Shown(request.System, made,
                    $"/services/{Uri.EscapeDataString(definition.Name)}/{Uri.EscapeDataString(made.Name)}");
            });
        routes.ActOn(HttpMethod.Patch, OfName, AccessRole.Operator, "Changes attributes of a service, and what is noted of it.", [],
            (RestRequest request, ServiceChangeBody body) => Changed(request, (services, definition, id) =>
                services.Update(definition, id, body.ToChange(request.Part("name"), request.ExpectedVersion), CancellationToken.None)
                    .Instance));
        Act(routes, "/resume", "Tries again to complete a service that is rejected or was interrupted.",
            (services, definition, id, version) => services.Resume(definition, id, CancellationToken.None, version).Instance);
        Act(routes, "/undo", "Takes the last update of a service back.", (services, definition, id, version) =>
            services.Undo(definition, id, version, CancellationToken.None));
        Act(routes, "/confirm", "Keeps the last update of a service for good.", (services, definition, id, version) =>
            services.Confirm(definition, id, version, CancellationToken.None));
        routes.Act(HttpMethod.Delete, OfName, AccessRole.Operator, "Removes a service; what it holds is given back.", [s_id], Remove)
            .WithMetadata(PageAct.Instance);
    }

    private static void Act(IEndpointRouteBuilder routes, string path, string summary,
        Func<ServiceEngine, ServiceDefinition, string, int?, ServiceInstance> act) =>
        routes.Act(HttpMethod.Post, OfName + path, AccessRole.Operator, summary, [], request => Changed(request,
            (services, definition, id) => act(services, definition, id, request.ExpectedVersion)));

    private static OneAnswer<ServiceRow> Changed(RestRequest request,
        Func<ServiceEngine, ServiceDefinition, string, ServiceInstance> change)
    {
        var (services, definition) = (request.System.Services, DefinitionOf(request));
        var found = services.Select(new() { Definition = definition.Name }, request.NamePart("name"), request.Cancellation).FirstOrDefault()
            ?? throw new ServiceNotFoundException(definition.Name, request.Part("name"));
        request.NeedService(found.Id);
        return Shown(request.System, change(services, definition, found.Id));
    }

    // By its id, what is asked for twice is done once, and another service that has the name by now stays.
    private static OneAnswer<ServiceRow> Remove(RestRequest request)
    {
        if (request.Get(s_id) is not { } id)
        {
            return Changed(request, (services, definition, found) =>
                services.Remove(definition, found, CancellationToken.None, request.ExpectedVersion));
        }

        var (system, definition) = (request.System, DefinitionOf(request));
        var found = system.Services.Find(id, request.Cancellation);
        if (found is null || found.Definition != definition.Name || !request.NamePart("name").Matches(found.Name))
            throw new ServiceNotFoundException(definition.Name, request.Part("name"));
        request.NeedService(id);
        try
        {
            return Shown(system, system.Services.Remove(definition, id, CancellationToken.None, request.ExpectedVersion));
        }
        catch (ServiceNotFoundException) when (system.Services.Find(id, CancellationToken.None) is { Living: false })
        {
            return Shown(system, system.Services.Find(id, CancellationToken.None)!);
        }
    }

    private static OneAnswer<ServiceRow> Shown(AllocationSystem system, ServiceInstance instance, string? location = null) =>
        new(ServiceRow.Of(system, instance))
        {
            Status = location is null ? StatusCodes.Status200OK : StatusCodes.Status201Created,
            Location = location,
            Version = instance.Version,
        };

    private static ServiceDefinition DefinitionOf(RestRequest request) =>
        request.System.Definitions.Get(request.Part("definition"), request.Cancellation);
}
