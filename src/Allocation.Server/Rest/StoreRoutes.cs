using Allocation.Core.Storage.Addresses;

namespace Allocation.Server.Rest;

/// <summary>The store that is served.</summary>
internal static class StoreRoutes
{
    /// <summary>Adds the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.Read("/store",
        "Shows which store is served, and what keeps its records.", [], request =>
        {
            var (uri, source) = request.Context.RequestServices.GetRequiredService<StoreSelection>();
            return new OneAnswer<StoreInfo>(StoreInfo.Of(uri, source, request.System.Store));
        });
}
