using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>VLAN services.</summary>
internal static class VlanServiceRoutes
{
    private static readonly QueryParameter<string> s_name =
        Parameter.Text("name", "Only services with this name; * matches any text, ? one character.");
    private static readonly QueryParameter<IReadOnlyList<string>> s_states = Parameter.Texts("state",
        "Only this state; may have wildcards and be repeated. Ended services are listed only if their state is given.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/vlan-services", "Lists VLAN services.", [s_name, s_states, .. NoteParameters.All],
            request => new ListAnswer<VlanService>(request.System.VlanServices.Find(request.Names(s_name), request.Get(s_states),
                request.Notes(), request.Cancellation)));
        routes.Read("/vlan-services/{name}", "Shows a living VLAN service.", [], request => new OneAnswer<VlanService>(
            request.System.VlanServices.Find(request.NamePart("name"), cancellation: request.Cancellation).FirstOrDefault()
                ?? throw new ServiceNotFoundException(VlanServiceDefinition.Instance.Name, request.Part("name"))));
    }
}
