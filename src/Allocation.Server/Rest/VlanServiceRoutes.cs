using Allocation.Core;
using Allocation.Core.Access;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Server.Rest.Bodies;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>VLAN services.</summary>
internal static class VlanServiceRoutes
{
    private const string OfName = "/vlan-services/{name}";

    private static readonly QueryParameter<string> s_name =
        Parameter.Text("name", "Only services with this name; * matches any text, ? one character.");
    private static readonly QueryParameter<IReadOnlyList<string>> s_states = Parameter.Texts("state",
        "Only this state; may have wildcards and be repeated. Ended services are listed only if their state is given.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/vlan-services", "Lists VLAN services.", [s_name, s_states, .. NoteParameters.All],
            request => new ListAnswer<VlanService>(request.System.VlanServices.Find(request.Names(s_name), request.Get(s_states),
                request.Notes(), request.Cancellation).Where(request.Includes)));
        routes.Read(OfName, "Shows a living VLAN service.", [], request => Shown(request.System, Find(request)));
        routes.ActOn(HttpMethod.Post, "/vlan-services", AccessRole.Operator,
            "Creates a service with a north and a south VLAN id, or none.", [], (RestRequest request, VlanServiceBody body) =>
            {
                var asked = body.ToRequest();
                request.Scope.Need(asked.NorthPool);
                request.Scope.Need(asked.SouthPool);
                var made = request.System.VlanServices.Create(asked, request.RequestId, CancellationToken.None).Service;
                return Shown(request.System, made, $"/vlan-services/{Uri.EscapeDataString(made.Name)}");
            });
        routes.ActOn(HttpMethod.Patch, OfName, AccessRole.Operator, "Changes what is noted of a VLAN service.", [],
            (RestRequest request, NotesBody body) => Shown(request.System, request.System.VlanServices.Change(Find(request).Id,
                body.ToChange(mistake => new InvalidServiceException(request.Part("name"), mistake)), request.ExpectedVersion,
                CancellationToken.None)));
        routes.Act(HttpMethod.Post, OfName + "/resume", AccessRole.Operator, "Tries again to complete a rejected VLAN service.", [],
            request => Shown(request.System, request.System.VlanServices.Resume(Find(request).Id, CancellationToken.None).Service));
        routes.Act(HttpMethod.Delete, OfName, AccessRole.Operator, "Removes a VLAN service; its numbers are free again.", [],
            request => new OneAnswer<VlanService>(request.System.VlanServices.Remove(Find(request).Id, CancellationToken.None)));
    }

    private static OneAnswer<VlanService> Shown(AllocationSystem system, VlanService service, string? location = null) => new(service)
    {
        Status = location is null ? StatusCodes.Status200OK : StatusCodes.Status201Created,
        Location = location,
        Version = system.Services.Find(service.Id)?.Version,
    };

    private static VlanService Find(RestRequest request) => request.Needed(
        request.System.VlanServices.Find(request.NamePart("name"), cancellation: request.Cancellation).FirstOrDefault()
            ?? throw new ServiceNotFoundException(VlanServiceDefinition.Name, request.Part("name")));
}
