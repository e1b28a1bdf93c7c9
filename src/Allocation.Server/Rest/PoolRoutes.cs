using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>Pools of both kinds.</summary>
internal static class PoolRoutes
{
    private static readonly QueryParameter<string> s_name =
        Parameter.Text("name", "Only pools with this name; * matches any text, ? one character.");

    private static readonly QueryParameter<double?> s_percent =
        Parameter.Percent("minimumPercentUsed", "Only pools that are used to so many percent or more, from 0 to 100.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/pools", "Lists pools of both kinds and how full they are.", [s_name, s_percent, .. NoteParameters.All], request =>
        {
            var filter = new PoolFilter { MinimumPercentUsed = request.Get(s_percent), Notes = request.Notes() };
            return new ListAnswer<object>(Find(request, request.Names(s_name), filter));
        });
        routes.Read("/pools/{name}", "Shows a pool.", [],
            request => new OneAnswer<object>(Find(request, request.NamePart("name"), PoolFilter.All) is [var pool]
                ? pool
                : throw new PoolNotFoundException(request.Part("name"))));
    }

    private static List<object> Find(RestRequest request, NamePattern names, PoolFilter filter)
    {
        var (numbers, things) = request.System.AllPools.Find(names, filter, request.Cancellation);
        return [.. numbers, .. things];
    }
}
