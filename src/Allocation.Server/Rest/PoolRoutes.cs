using Allocation.Core.Access;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Server.Rest.Bodies;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>Pools of both kinds.</summary>
internal static class PoolRoutes
{
    private const string OfName = "/pools/{name}";

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
        routes.Read(OfName, "Shows a pool.", [], request => new OneAnswer<object>(Get(request)));
        routes.ActOn(HttpMethod.Post, "/pools", AccessRole.Admin, "Creates a pool of numbers.", [], (RestRequest request, PoolBody body) =>
        {
            request.Scope.Need(body.Name);

            // The addresses of a subnet are in its pool too.
            if (body.ParentAllocation is { } parent) request.NeedPoolOf(parent);
            var made = request.System.Pools.Create(body.Name, body.ToSettings(), CancellationToken.None);
            return new OneAnswer<AllocationPool>(made)
            {
                Status = StatusCodes.Status201Created,
                Location = $"/pools/{Uri.EscapeDataString(made.Name)}",
            };
        });
        routes.ActOn(HttpMethod.Patch, OfName, AccessRole.Admin, "Changes a pool of numbers.", [],
            (RestRequest request, PoolChangeBody body) =>
            {
                var name = request.Part("name");
                request.Scope.Need(name);
                return new OneAnswer<AllocationPool>(request.System.Pools.Change(name, body.ToChange(name), CancellationToken.None));
            });
        routes.Act(HttpMethod.Delete, OfName, AccessRole.Admin,
            "Removes a pool of which nothing is held, and shows what it was; a resource pool drains first.", [], request =>
            {
                var pool = Get(request);
                if (pool is AllocationPool numbers) request.System.Pools.Remove(numbers.Name, CancellationToken.None);
                else request.System.ResourcePools.Remove(((ResourcePoolStatus)pool).Name, CancellationToken.None);
                return new OneAnswer<object>(pool);
            });
    }

    private static object Get(RestRequest request)
    {
        request.Scope.Need(request.Part("name"));
        return Find(request, request.NamePart("name"), PoolFilter.All) is [var pool]
            ? pool
            : throw new PoolNotFoundException(request.Part("name"));
    }

    private static List<object> Find(RestRequest request, NamePattern names, PoolFilter filter)
    {
        var (numbers, things) = request.System.AllPools.Find(names, filter, request.Cancellation);
        return [.. numbers.Where(pool => request.Scope.Includes(pool.Name)), .. things.Where(pool => request.Scope.Includes(pool.Name))];
    }
}
