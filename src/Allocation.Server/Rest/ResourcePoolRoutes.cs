using Allocation.Core.Access;
using Allocation.Core.ResourcePools;
using Allocation.Server.Access;
using Allocation.Server.Rest.Bodies;

namespace Allocation.Server.Rest;

/// <summary>What makes and changes pools of machines and other resources. They are listed and removed with all pools.</summary>
internal static class ResourcePoolRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.ActOn(HttpMethod.Post, "/resource-pools", AccessRole.Admin, "Creates a resource pool, which a manager fills.", [],
            (RestRequest request, ResourcePoolBody body) =>
            {
                MachineAccess.Need(request.Context, "To create a resource pool");
                request.Scope.Need(body.Name);
                var made = request.System.ResourcePools.Create(body.Name, body.ToSettings(), CancellationToken.None);
                return new OneAnswer<ResourcePoolStatus>(made)
                {
                    Status = StatusCodes.Status201Created,
                    Location = $"/pools/{Uri.EscapeDataString(made.Name)}",
                };
            });
        routes.ActOn(HttpMethod.Patch, "/resource-pools/{name}", AccessRole.Admin,
            "Changes settings of a resource pool, or pauses or empties it.", [], (RestRequest request, ResourcePoolChangeBody body) =>
            {
                request.Scope.Need(request.Part("name"));
                if (body.Settings is not null) MachineAccess.Need(request.Context, "To change settings of a resource pool");
                return new OneAnswer<ResourcePoolStatus>(request.System.ResourcePools.Change(request.Part("name"),
                    settings => body.Settings is { } changes ? SettingsBody.Over(settings, changes) : settings, body.Paused, body.Draining,
                    CancellationToken.None));
            });
    }
}
