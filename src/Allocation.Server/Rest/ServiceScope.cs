using Allocation.Core.Ledger;
using Allocation.Core.Services;

namespace Allocation.Server.Rest;

/// <summary>Which services a caller may see and change who is limited to some pools: those of which all pools are his, now and
/// before.</summary>
internal static class ServiceScope
{
    /// <summary>Whether a service is one of them.</summary>
    public static bool Includes(this RestRequest request, string service) =>
        !request.Scope.IsLimited || request.Scope.IncludesAll(PoolsOf(request, service));

    /// <summary>Whether a VLAN service is one of them; it names its pools before it has their numbers.</summary>
    public static bool Includes(this RestRequest request, VlanService service) =>
        request.Scope.IncludesAll(NamedBy(service)) && request.Includes(service.Id);

    /// <summary>Refuses any other service.</summary>
    public static void NeedService(this RestRequest request, string service)
    {
        if (!request.Scope.IsLimited) return;
        foreach (var pool in PoolsOf(request, service)) request.Scope.Need(pool);
    }

    /// <summary>Refuses any other VLAN service.</summary>
    public static VlanService Needed(this RestRequest request, VlanService service)
    {
        foreach (var pool in NamedBy(service)) request.Scope.Need(pool);
        request.NeedService(service.Id);
        return service;
    }

    private static IEnumerable<string> NamedBy(VlanService service) => new[] { service.NorthPool, service.SouthPool }.OfType<string>();

    private static List<string> PoolsOf(RestRequest request, string service)
    {
        var lines = request.System.Ledger.Query(new AllocationQuery { LeaseId = service }, request.Cancellation);
        return [.. lines.Select(line => line.Pool).Distinct()];
    }
}
