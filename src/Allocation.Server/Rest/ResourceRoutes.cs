using Allocation.Core.ResourcePools;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>Resources of resource pools.</summary>
internal static class ResourceRoutes
{
    private static readonly QueryParameter<string> s_pool = Parameter.Text("pool", "Only this pool; may have wildcards.");
    private static readonly QueryParameter<ResourceState?> s_state =
        Parameter.Choice<ResourceState>("state", "Only this state (default: all but ended).");
    private static readonly QueryParameter<IReadOnlyList<string>> s_tags =
        Parameter.Texts("tag", "Only those that have this tag; may be repeated.");
    private static readonly QueryParameter<bool> s_unused = Parameter.Flag("unused", "true for only those that are up and not held.");
    private static readonly QueryParameter<bool> s_ended = Parameter.Flag("ended", "true for ended ones as well.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/resources", "Lists resources of resource pools.", [s_pool, s_state, s_tags, s_unused, s_ended], request =>
            new ListAnswer<PoolResource>(request.System.Resources.Query(
                new ResourceFilter
                {
                    Pool = request.Get(s_pool),
                    States = request.Get(s_state) is { } state ? [state] : [],
                    Tag = request.Get(s_tags) ?? [],
                    Unused = request.Get(s_unused),
                    Ended = request.Get(s_ended),
                },
                request.Cancellation).Where(resource => request.Scope.Includes(resource.Pool))));
        routes.Read("/resources/{resource}", "Shows a resource by its id or its name, including an ended one.", [],
            request =>
            {
                var found = request.System.Resources.Get(request.Part("resource"), request.Cancellation);
                request.Scope.Need(found.Pool);
                return new OneAnswer<PoolResource>(found);
            });
    }
}
