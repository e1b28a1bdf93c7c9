using System.Globalization;
using Allocation.Core.Ledger;
using Allocation.Server.Failures;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>The ledger.</summary>
internal static class AllocationRoutes
{
    /// <summary>Where they are.</summary>
    public const string Path = "/allocations";

    private static readonly QueryParameter<string> s_pool = Parameter.Text("pool", "Only this pool.");
    private static readonly QueryParameter<string> s_resource =
        Parameter.Text("resourceId", "Only this resource (100), a range (100-199) or a network (10.20.0.0/26).");
    private static readonly QueryParameter<string> s_leaseId = Parameter.Text("leaseId", "Only the service or ticket with this id.");
    private static readonly QueryParameter<string> s_leaseName =
        Parameter.Text("leaseName", "Only services and tickets with this name; * matches any text, ? one character.");
    private static readonly QueryParameter<LeaseKind?> s_leaseKind = Parameter.Choice<LeaseKind>("leaseKind", "Only this kind of holder.");
    private static readonly QueryParameter<StateFilter?> s_state =
        Parameter.Choice<StateFilter>("state", "Only this state (default: active, or all with from or to).");
    private static readonly QueryParameter<DateTimeOffset?> s_from = Parameter.Time("from", "Only what ends after this time.");
    private static readonly QueryParameter<DateTimeOffset?> s_to = Parameter.Time("to", "Only what begins before this time.");
    private static readonly QueryParameter<bool> s_expired =
        Parameter.Flag("expired", "true for only what is past its end and still held.");

    private static readonly IReadOnlyList<QueryParameter> s_all = [s_pool, s_resource, s_leaseId, s_leaseName, s_leaseKind, s_state, s_from,
        s_to, s_expired, .. NoteParameters.All, .. PageParameters.All];

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read(Path, "Lists allocations: what is held, by whom, and the history.", s_all, request =>
        {
            var (ledger, query) = (request.System.Ledger, Query(request));
            if (request.First() is not { } first) return new ListAnswer<AllocationRecord>(Own(ledger.Query(query, request.Cancellation)));
            var lines = Own(ledger.Query(query with { Take = Read(request, first) }, request.Cancellation));
            return ListAnswer<AllocationRecord>.Page(lines, first, line => Place(LedgerPosition.Of(line)));

            IEnumerable<AllocationRecord> Own(IEnumerable<AllocationRecord> found) =>
                found.Where(line => request.Scope.Includes(line.Pool));
        });
        routes.Read(Path + "/by-resource", "Lists resources, each with its reservations, including unused resources.", s_all,
            request =>
        {
            // A pool of others may have 2^32 resources, which would all be passed over.
            if (request.Get(s_pool) is null) request.Caller.NeedAllPools();
            var (ledger, query) = (request.System.Ledger, Query(request));
            if (request.First() is not { } first) return new ListAnswer<ResourceUse>(ledger.ByResource(query, request.Cancellation));
            var resources = ledger.ByResource(query with { Take = first + 1L }, request.Cancellation);
            return ListAnswer<ResourceUse>.Page(resources, first, resource => Place(LedgerPosition.Behind(resource)));
        });
        routes.Read(Path + "/{reservationId}", "Shows an allocation, whatever its state.", [], request =>
        {
            var asked = new LedgerRequest(new AllocationQuery { ReservationId = request.Part("reservationId") });
            var query = request.System.Ledger.Accept(asked, request.Cancellation);
            var found = request.System.Ledger.Query(query, request.Cancellation).First();
            request.Scope.Need(found.Pool);
            return new OneAnswer<AllocationRecord>(found);
        });
    }

    // What is not shown does not count.
    private static long? Read(RestRequest request, int first) => request.Scope.IsLimited ? null : first + 1L;

    private static AllocationQuery Query(RestRequest request)
    {
        if (request.Get(s_pool) is { } pool) request.Scope.Need(pool);
        var filters = new AllocationQuery
        {
            Pool = request.Get(s_pool),
            ResourceId = request.Get(s_resource),
            LeaseId = request.Get(s_leaseId),
            LeaseName = request.Get(s_leaseName),
            LeaseKind = request.Get(s_leaseKind),
            Notes = request.Notes(),
            From = request.Get(s_from),
            To = request.Get(s_to),
            Expired = request.Get(s_expired),
            After = request.After(ReadPlace),
        };
        var asked = new LedgerRequest(filters, request.Get(s_state));
        if (asked.Mistake(ParameterName.Of) is { } mistake) throw RequestRefusedException.Usage(mistake);
        return request.System.Ledger.Accept(asked, request.Cancellation);
    }

    private static IReadOnlyList<string> Place(LedgerPosition place) =>
        [place.Pool, place.Number.ToString(CultureInfo.InvariantCulture), place.ResourceId, place.ReservationId];

    private static LedgerPosition? ReadPlace(IReadOnlyList<string> parts) => parts.Count == 4
        && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? new(parts[0], number, parts[2], parts[3])
        : null;
}
