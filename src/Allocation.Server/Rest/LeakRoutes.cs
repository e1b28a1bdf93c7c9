using Allocation.Core.Access;
using Allocation.Core.Errors;
using Allocation.Core.Leaks;
using Allocation.Server.Logging;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>What a crash left, and its repair.</summary>
internal static class LeakRoutes
{
    private static readonly QueryParameter<bool> s_dismissed =
        Parameter.Flag("dismissed", "true for what was dismissed and is remembered, instead of what is open.");

    private static readonly QueryParameter<bool> s_force = Parameter.Flag("force",
        "true to give back one of several candidates for one call. At most one was taken by the call; others hold the rest.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/leaks", "Lists the differences that a crash left between the ledger and the inventories.", [s_dismissed], request =>
        {
            // Whole before it is sent: the head says which inventories could not be asked.
            using var notices = WarningLog.Hear(request.Context);
            var found = request.Get(s_dismissed)
                ? request.System.Leaks.Dismissed(request.Cancellation)
                : request.System.Leaks.Find(request.Cancellation);
            return new ListAnswer<AllocationLeak>([.. found.Where(leak => Includes(request, leak))]);
        });
        routes.Act(HttpMethod.Post, "/leaks/settle", AccessRole.Admin,
            "Settles what is certain, tries stuck removals again, and lists what a person must decide.", [], request =>
            {
                request.Caller.NeedAllPools();
                request.System.Repairs.Settle(cancellation: CancellationToken.None);
                return new ListAnswer<AllocationLeak>([.. request.System.Leaks.Find(request.Cancellation)]);
            });
        routes.Act(HttpMethod.Post, "/leaks/{id}/mend", AccessRole.Admin,
            "Repairs a leak as its kind needs: gives the number back, marks it as taken again, or ends what is past its end.", [s_force],
            request =>
            {
                var (leak, isForced) = (Select(request), request.Get(s_force));
                var refusal = ChosenLeaks.Check([leak], isForced).Single().Refusal;
                return Done(refusal ?? request.System.Repairs.Mend(leak, CancellationToken.None, isForced));
            });
        routes.Act(HttpMethod.Post, "/leaks/{id}/dismiss", AccessRole.Admin,
            "Closes a case without changing anything in an inventory; what would be found again is remembered.", [],
            request => Done(request.System.Repairs.Dismiss(Select(request), CancellationToken.None)));
    }

    // A service that is stuck names no pool, and may have several.
    private static bool Includes(RestRequest request, AllocationLeak leak) =>
        !request.Scope.IsLimited || (leak.Pool is { } pool && request.Scope.Includes(pool));

    private static AllocationLeak Select(RestRequest request)
    {
        var leak = LeakFinder.Select(
            request.System.Leaks.Find(request.Cancellation).Concat(request.System.Leaks.Dismissed(request.Cancellation)),
            request.Part("id"));
        if (leak.Pool is { } pool) request.Scope.Need(pool);
        else request.Caller.NeedAllPools();
        return leak;
    }

    private static OneAnswer<RepairOutcome> Done(RepairOutcome outcome) =>
        outcome.Mended ? new(outcome) : throw new LeakNotMendedException(outcome.Leak.Id, outcome.Action);
}
