using Allocation.Core.Access;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Server.Access;
using Allocation.Server.Rest.Bodies;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>Inventories of other systems.</summary>
internal static class InventoryRoutes
{
    private const string OfName = "/inventories/{name}";

    private static readonly QueryParameter<string> s_name =
        Parameter.Text("name", "Only inventories with this name; * matches any text, ? one character.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/inventories", "Lists registered inventories, without their secrets.", [s_name], request =>
            new ListAnswer<AllocationInventory>(request.System.Inventories.Find(request.Names(s_name), request.Cancellation)
                .Where(inventory => request.Scope.Includes(inventory.Pool))));
        routes.Read(OfName, "Shows a registered inventory, without its secrets.", [],
            request => new OneAnswer<AllocationInventory>(Get(request)));
        routes.ActOn(HttpMethod.Post, "/inventories", AccessRole.Admin,
            "Registers a pool file, a program, a table or an HTTP interface as an inventory. Nothing of it is opened or run yet.", [],
            (RestRequest request, InventoryBody body) =>
            {
                MachineAccess.Need(request.Context, "To register an inventory");
                Need(request, body.Name);
                var settings = body.ToSettings();
                var made = request.System.Inventories.Register(body.Name, body.Kind ?? settings.UsualKind, settings,
                    CancellationToken.None);
                return new OneAnswer<AllocationInventory>(made)
                {
                    Status = StatusCodes.Status201Created,
                    Location = $"/inventories/{Uri.EscapeDataString(made.Name)}",
                };
            });
        routes.ActOn(HttpMethod.Put, OfName, AccessRole.Admin,
            "Replaces the registration of an inventory by one of the same kind; what is held stays held.", [],
            (RestRequest request, InventoryChangeBody body) =>
            {
                MachineAccess.Need(request.Context, "To replace an inventory");
                Need(request, request.Part("name"));
                var settings = body.ToSettings();
                return new OneAnswer<AllocationInventory>(request.System.Inventories.Replace(request.Part("name"),
                    body.Kind ?? settings.UsualKind, settings, CancellationToken.None));
            });
        routes.Act(HttpMethod.Delete, OfName, AccessRole.Admin,
            "Removes the registration of an inventory of which the ledger holds nothing, and shows what it was.", [], request =>
            {
                var inventory = Get(request);
                request.System.Inventories.Unregister(inventory.Name, CancellationToken.None);
                return new OneAnswer<AllocationInventory>(inventory);
            });
    }

    private static AllocationInventory Get(RestRequest request)
    {
        Need(request, request.Part("name"));
        return request.System.Inventories.Find(request.NamePart("name"), request.Cancellation) is [var found, ..]
            ? found
            : throw new InventoryNotFoundException(request.Part("name"));
    }

    private static void Need(RestRequest request, string inventory) =>
        request.Scope.Need(PoolReference.OfInventory(inventory).Text);
}
