using Allocation.Core.Errors;
using Allocation.Core.Results;
using Allocation.Core.Services;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>Services of any definition.</summary>
internal static class ServiceRoutes
{
    private static readonly QueryParameter<string> s_name =
        Parameter.Text("name", "Only services with this name; * matches any text, ? one character.");
    private static readonly QueryParameter<string> s_definition = Parameter.Text("definition", "Only services of this definition.");
    private static readonly QueryParameter<IReadOnlyList<string>> s_states = Parameter.Texts("state",
        "Only this state; may have wildcards and be repeated. Ended services are listed only if their state is given.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/services", "Lists services of any definition with their attributes.",
            [s_name, s_definition, s_states, .. NoteParameters.All], List);
        routes.Read("/services/{definition}/{name}", "Shows a living service.", [], request =>
        {
            var query = new ServiceQuery { Definition = DefinitionOf(request) };
            var found = request.System.Services.Select(query, request.NamePart("name"), request.Cancellation).FirstOrDefault()
                ?? throw new ServiceNotFoundException(query.Definition, request.Part("name"));
            request.NeedService(found.Id);
            return new OneAnswer<ServiceRow>(ServiceRow.Of(request.System, found)) { Version = found.Version };
        });
        routes.Read("/services/{definition}/{name}/history",
            "Lists every transfer, allocation and change of name of a living service, or of one by its id, oldest first. Changes of " +
            "notes are in /events.", [], request =>
        {
            var (services, name) = (request.System.Services, request.Part("name"));
            var definition = request.System.Definitions.Get(request.Part("definition"), request.Cancellation);
            var instance = services.Find(name, request.Cancellation) is { } byId && byId.Definition == definition.Name
                ? byId
                : services.GetLast(definition, name, request.Cancellation);
            request.NeedService(instance.Id);
            return new ListAnswer<ServiceEvent>(services.History(instance.Id, request.Cancellation));
        });
    }

    private static ListAnswer<ServiceRow> List(RestRequest request)
    {
        var definition = request.Get(s_definition) is { } named
            ? request.System.Definitions.Get(named, request.Cancellation).Name
            : null;
        var states = request.Get(s_states);
        var query = new ServiceQuery
        {
            Definition = definition,
            States = request.System.Definitions.States(states, definition, request.Cancellation),
            Notes = request.Notes(),
            Living = states is null ? true : null,
        };
        return new(request.System.Services.Select(query, request.Names(s_name), request.Cancellation)
            .Where(found => request.Includes(found.Id)).Select(found => ServiceRow.Of(request.System, found)));
    }

    private static string DefinitionOf(RestRequest request) =>
        request.System.Definitions.Get(request.Part("definition"), request.Cancellation).Name;
}
