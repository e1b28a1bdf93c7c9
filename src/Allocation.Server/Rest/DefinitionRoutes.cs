using Allocation.Core.Access;
using Allocation.Core.Definitions;
using Allocation.Core.Results;
using Allocation.Server.Failures;
using Allocation.Server.Rest.Bodies;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>Service definitions.</summary>
internal static class DefinitionRoutes
{
    private const string OfName = "/definitions/{name}";

    private static readonly QueryParameter<string> s_name =
        Parameter.Text("name", "Only definitions with this name; * matches any text, ? one character.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/definitions", "Lists service definitions.", [s_name], request => new ListAnswer<DefinitionRow>(
            request.System.Definitions.Find(request.Names(s_name), request.Cancellation).Select(DefinitionRow.Of)));
        routes.Read(OfName, "Shows a service definition.", [],
            request => Shown(request.System.Definitions.Get(request.Part("name"), request.Cancellation)));
        routes.ActOn(HttpMethod.Post, "/definitions", AccessRole.Admin,
            "Registers a service definition. A changed one is a new version, the same one again changes nothing.", [],
            (RestRequest request, DefinitionBody body) =>
            {
                var registered = Checked(request, body, null);
                return Shown(registered, $"/definitions/{Uri.EscapeDataString(registered.Name)}");
            });
        routes.ActOn(HttpMethod.Put, OfName, AccessRole.Admin,
            "Replaces a service definition by a new version. Living services keep the version they have until they are updated.", [],
            (RestRequest request, DefinitionBody body) => Shown(Checked(request, body, request.Part("name"))));
        routes.Act(HttpMethod.Delete, OfName, AccessRole.Admin,
            "Unregisters a service definition, and shows what it was; refused while services use it.", [], request =>
            {
                request.Caller.NeedAllPools();
                var definition = request.System.Definitions.Get(request.Part("name"), request.Cancellation);
                request.System.Definitions.Unregister(definition.Name, request.ExpectedVersion, CancellationToken.None);
                return Shown(definition);
            });
    }

    private static ServiceDefinition Checked(RestRequest request, DefinitionBody body, string? name)
    {
        request.Caller.NeedAllPools();
        var definitions = request.System.Definitions;
        var read = definitions.Check(body.Document);
        if (name is null) return definitions.Register(body.Document, cancellation: CancellationToken.None);
        if (!read.Name.Equals(definitions.Get(name, request.Cancellation).Name, StringComparison.OrdinalIgnoreCase))
            throw RequestRefusedException.Usage($"The name of the document must be that of the path, '{name}', not '{read.Name}'.", "name");
        return definitions.Register(body.Document, request.ExpectedVersion, CancellationToken.None);
    }

    private static OneAnswer<DefinitionRow> Shown(ServiceDefinition definition, string? location = null) =>
        new(DefinitionRow.Of(definition))
        {
            Status = location is null ? StatusCodes.Status200OK : StatusCodes.Status201Created,
            Location = location,
            Version = definition.Version,
        };
}
