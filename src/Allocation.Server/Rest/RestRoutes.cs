using Allocation.Core.Access;
using Allocation.Server.Access;
using Allocation.Server.Failures;
using Allocation.Server.Logging;
using Allocation.Server.Rest.Bodies;
using Allocation.Server.Rest.Description;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>All routes below <c>/api/v1</c>.</summary>
internal static class RestRoutes
{
    /// <summary>What all paths begin with.</summary>
    public const string Root = "/api/v1";

    /// <summary>Adds them.</summary>
    public static void MapRest(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Root).WithMetadata(ProblemForm.Instance, PoolsChecked.Instance);
        PoolRoutes.Map(group);
        ResourcePoolRoutes.Map(group);
        AllocationRoutes.Map(group);
        DirectRoutes.Map(group);
        ServiceRoutes.Map(group);
        ServiceChangeRoutes.Map(group);
        VlanServiceRoutes.Map(group);
        DefinitionRoutes.Map(group);
        TicketRoutes.Map(group);
        ResourceRoutes.Map(group);
        EventRoutes.Map(group);
        LeakRoutes.Map(group);
        InventoryRoutes.Map(group);
        StoreRoutes.Map(group);
        routes.MapGet(OpenApiDocument.Path, OpenApiDocument.WriteAsync).WithMetadata(ProblemForm.Instance, PoolsChecked.Instance)
            .Needs(AccessRole.Reader);
    }

    /// <summary>Adds a route that changes nothing.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="path">Its path.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="parameters">The parameters of its query; any other is refused, because a mistyped filter would list everything.</param>
    /// <param name="answer">What it answers.</param>
    public static void Read<TAnswer>(this IEndpointRouteBuilder routes, string path, string summary,
        IReadOnlyList<QueryParameter> parameters, Func<RestRequest, TAnswer> answer)
        where TAnswer : IRestAnswer =>
        routes.ReadLater(path, summary, parameters, request => Task.FromResult(answer(request)));

    /// <summary>As <see cref="Read{TAnswer}"/>, for what is answered later.</summary>
    public static void ReadLater<TAnswer>(this IEndpointRouteBuilder routes, string path, string summary,
        IReadOnlyList<QueryParameter> parameters, Func<RestRequest, Task<TAnswer>> answer)
        where TAnswer : IRestAnswer =>
        routes.MapGet(path, async context =>
        {
            RefuseUnknown(context.Request.Query, parameters);
            var answered = await answer(new RestRequest(context, Store(context).Reading));
            await answered.SendAsync(context);
        })
        .WithMetadata(new RouteDescription(summary, parameters, null, typeof(TAnswer))).Needs(AccessRole.Reader);

    /// <summary>Adds a route that changes something and needs nothing but its path and query.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path.</param>
    /// <param name="role">Who may call it.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="parameters">The parameters of its query.</param>
    /// <param name="act">Does it.</param>
    /// <returns>The route.</returns>
    public static IEndpointConventionBuilder Act<TAnswer>(this IEndpointRouteBuilder routes, HttpMethod method, string path,
        AccessRole role, string summary, IReadOnlyList<QueryParameter> parameters, Func<RestRequest, TAnswer> act)
        where TAnswer : IRestAnswer =>
        routes.MapMethods(path, [method.Method], async context =>
        {
            RefuseUnknown(context.Request.Query, parameters);
            var answer = await Work(context, act);
            await answer.SendAsync(context);
        })
        .WithMetadata(new RouteDescription(summary, parameters, null, typeof(TAnswer))).Needs(role);

    /// <summary>Adds a route that changes something as its body says.</summary>
    /// <inheritdoc cref="Act{TAnswer}"/>
    public static IEndpointConventionBuilder ActOn<TBody, TAnswer>(this IEndpointRouteBuilder routes, HttpMethod method, string path,
        AccessRole role, string summary, IReadOnlyList<QueryParameter> parameters, Func<RestRequest, TBody, TAnswer> act)
        where TBody : class
        where TAnswer : IRestAnswer =>
        routes.MapMethods(path, [method.Method], async context =>
        {
            RefuseUnknown(context.Request.Query, parameters);
            var body = await JsonBody.ReadAsync<TBody>(context);
            var answer = await Work(context, request => act(request, body));
            await answer.SendAsync(context);
        })
        .WithMetadata(new RouteDescription(summary, parameters, typeof(TBody), typeof(TAnswer))).Needs(role);

    private static Task<TAnswer> Work<TAnswer>(HttpContext context, Func<RestRequest, TAnswer> act) =>
        Store(context).Change(context, system =>
        {
            using var notices = WarningLog.Hear(context);
            var answer = act(new RestRequest(context, system));
            WarningLog.Write(context, system);
            return answer;
        });

    private static ServedStore Store(HttpContext context) => context.RequestServices.GetRequiredService<ServedStore>();

    private static void RefuseUnknown(IQueryCollection query, IReadOnlyList<QueryParameter> parameters)
    {
        var unknown = query.Keys.FirstOrDefault(key => !parameters.Any(p => p.Name.Equals(key, StringComparison.OrdinalIgnoreCase)));
        if (unknown is null) return;
        var known = parameters.Count == 0 ? "none" : string.Join(", ", parameters.Select(p => p.Name));
        throw RequestRefusedException.Usage($"'{unknown}' is not a parameter of this path. Its parameters are: {known}.", unknown);
    }
}
