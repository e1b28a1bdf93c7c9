using Allocation.Core.Access;
using Allocation.Server.Access;
using Allocation.Server.Failures;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>All routes below <c>/api/v1</c>.</summary>
internal static class RestRoutes
{
    /// <summary>Adds them.</summary>
    public static void MapRest(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithMetadata(ProblemForm.Instance);
        PoolRoutes.Map(group);
        AllocationRoutes.Map(group);
        ServiceRoutes.Map(group);
        VlanServiceRoutes.Map(group);
        DefinitionRoutes.Map(group);
        TicketRoutes.Map(group);
        ResourceRoutes.Map(group);
        EventRoutes.Map(group);
        LeakRoutes.Map(group);
        StoreRoutes.Map(group);
    }

    /// <summary>Adds a route that changes nothing.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="path">Its path.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="parameters">The parameters of its query; any other is refused, because a mistyped filter would list everything.</param>
    /// <param name="answer">What it answers.</param>
    public static void Read(this IEndpointRouteBuilder routes, string path, string summary, IReadOnlyList<QueryParameter> parameters,
        Func<RestRequest, IRestAnswer> answer) =>
        routes.MapGet(path, context =>
        {
            RefuseUnknown(context.Request.Query, parameters);
            var system = context.RequestServices.GetRequiredService<ServedStore>().Reading;
            return answer(new RestRequest(context, system)).SendAsync(context);
        })
        .WithSummary(summary).WithMetadata(parameters).Needs(AccessRole.Reader);

    private static void RefuseUnknown(IQueryCollection query, IReadOnlyList<QueryParameter> parameters)
    {
        var unknown = query.Keys.FirstOrDefault(key => !parameters.Any(p => p.Name.Equals(key, StringComparison.OrdinalIgnoreCase)));
        if (unknown is null) return;
        var known = parameters.Count == 0 ? "none" : string.Join(", ", parameters.Select(p => p.Name));
        throw RequestRefusedException.Usage($"'{unknown}' must be a parameter of this path: {known}.", unknown);
    }
}
