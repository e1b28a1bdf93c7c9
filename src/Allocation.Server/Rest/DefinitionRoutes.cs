using Allocation.Core.Results;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>Service definitions.</summary>
internal static class DefinitionRoutes
{
    private static readonly QueryParameter<string> s_name =
        Parameter.Text("name", "Only definitions with this name; * matches any text, ? one character.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/definitions", "Lists service definitions.", [s_name], request => new ListAnswer<DefinitionRow>(
            request.System.Definitions.Find(request.Names(s_name), request.Cancellation).Select(DefinitionRow.Of)));
        routes.Read("/definitions/{name}", "Shows a service definition.", [], request => new OneAnswer<DefinitionRow>(
            DefinitionRow.Of(request.System.Definitions.Get(request.Part("name"), request.Cancellation))));
    }
}
