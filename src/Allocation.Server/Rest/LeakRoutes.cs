using Allocation.Core.Inventories;
using Allocation.Core.Leaks;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>What a crash left, and the inventories that it can concern.</summary>
internal static class LeakRoutes
{
    private static readonly QueryParameter<bool> s_dismissed =
        Parameter.Flag("dismissed", "true for what was dismissed and is remembered, instead of what is open.");
    private static readonly QueryParameter<string> s_name =
        Parameter.Text("name", "Only inventories with this name; * matches any text, ? one character.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/leaks", "Lists the differences that a crash left between the ledger and the inventories.", [s_dismissed], request =>
            new ListAnswer<AllocationLeak>(request.Get(s_dismissed)
                ? request.System.Leaks.Dismissed(request.Cancellation)
                : request.System.Leaks.Find(request.Cancellation)));
        routes.Read("/inventories", "Lists registered inventories, without their secrets.", [s_name], request =>
            new ListAnswer<AllocationInventory>(request.System.Inventories.Find(request.Names(s_name), request.Cancellation)));
    }
}
