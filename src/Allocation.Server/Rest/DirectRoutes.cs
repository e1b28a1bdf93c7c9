using Allocation.Core.Access;
using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Server.Failures;
using Allocation.Server.Page;
using Allocation.Server.Rest.Bodies;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>Numbers that are taken directly, under a name.</summary>
internal static class DirectRoutes
{
    /// <summary>Where numbers are taken.</summary>
    public const string Taking = "/direct-allocations";

    private const string OfName = Taking + "/{name}";

    private static readonly QueryParameter<string> s_pool =
        Parameter.Text("pool", "The pool, where the name holds numbers of several.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read(OfName, "Shows what a name holds directly.", [s_pool],
            request => new ListAnswer<AllocationRecord>(Find(request).Lines));
        routes.ActOn(HttpMethod.Post, Taking, AccessRole.Operator,
            "Takes numbers of a pool directly, all that are asked for or none, and holds them under a name.", [],
            (RestRequest request, TakeBody body) =>
            {
                ServerPool.Check(nameof(body.Pool), body.Pool);
                request.Scope.Need(body.Pool);
                var taken = request.System.Direct.TakeAll([body.ToRequest()], request.RequestId, CancellationToken.None).Checked();
                return new ListAnswer<AllocationRecord>(taken) { Status = StatusCodes.Status201Created };
            }).WithMetadata(PageAct.Instance);
        routes.ActOn<DirectChangeBody, ListAnswer<AllocationRecord>>(HttpMethod.Patch, OfName, AccessRole.Operator,
            "Changes until when the numbers of a name are held, and what is noted of them.", [s_pool], Change);
        routes.Act(HttpMethod.Delete, OfName, AccessRole.Operator,
            "Gives back all that a name holds directly, and shows it as it ended.", [s_pool],
            request => new ListAnswer<AllocationRecord>(request.System.Direct.GiveBackAll(Find(request), CancellationToken.None)));
        routes.Act(HttpMethod.Delete, AllocationRoutes.Path + "/{reservationId}", AccessRole.Operator,
            "Gives back one allocation that was taken directly; never that of a service or a ticket.", [],
            request =>
            {
                var id = request.Part("reservationId");
                request.NeedPoolOf(id);
                return new OneAnswer<AllocationRecord>(request.System.Direct.GiveBack(id, CancellationToken.None));
            }).WithMetadata(PageAct.Instance);
    }

    private static ListAnswer<AllocationRecord> Change(RestRequest request, DirectChangeBody body)
    {
        var isOfEnd = body.NoEndDate || body.EndDate is not null || body.Lifetime is not null;
        if (body.NoEndDate && (body.EndDate ?? body.Lifetime) is not null)
            throw RequestRefusedException.Usage("NoEndDate must not be combined with EndDate or Lifetime.", nameof(body.NoEndDate));
        var notes = body.Notes(mistake => new InvalidAllocationException(request.Part("name"), mistake));
        return new(request.System.Direct.Change(Find(request), isOfEnd ? body.End() : null, notes, CancellationToken.None));
    }

    private static DirectLease Find(RestRequest request)
    {
        var found = request.System.Direct.Find(request.NamePart("name"), request.Get(s_pool), request.Cancellation);
        if (found.Count != 1) throw AllocationNotFoundException.OfName(request.Part("name"), request.Get(s_pool));
        request.Scope.Need(found[0].Pool);
        return found[0];
    }
}
