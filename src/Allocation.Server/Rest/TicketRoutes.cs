using Allocation.Core.Access;
using Allocation.Core.Ledger;
using Allocation.Core.Tickets;
using Allocation.Server.Access;
using Allocation.Server.Page;
using Allocation.Server.Rest.Bodies;
using Allocation.Server.Rest.Queries;
using Microsoft.AspNetCore.Http.Features;

namespace Allocation.Server.Rest;

/// <summary>Tickets.</summary>
internal static class TicketRoutes
{
    /// <summary>Where they are.</summary>
    public const string Path = "/tickets";

    private const string OfId = Path + "/{id}";

    private static readonly QueryParameter<TicketState?> s_state =
        Parameter.Choice<TicketState>("state", "Only this state (default: all but closed).");
    private static readonly QueryParameter<IReadOnlyList<string>> s_tags =
        Parameter.Texts("tag", "Only those that ask for this tag; may be repeated.");

    private static readonly QueryParameter<string> s_owner =
        Parameter.Text("owner", "Only this owner; * matches any text, ? one character.");

    private static readonly QueryParameter<long?> s_wait = Parameter.Count("wait",
        "How many seconds to wait, at most, until the ticket has its resource or is over.", 0, 300);

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read(Path, "Lists tickets; waiting ones with their place in the queue and the reason.",
            [s_state, s_tags, s_owner], request =>
        {
            var state = request.Get(s_state);
            var filter = new TicketFilter
            {
                States = state is { } one ? [one] : [],
                Tag = request.Get(s_tags) ?? [],
                Owner = request.Get(s_owner),
            };
            return new ListAnswer<ResourceTicket>(request.System.Tickets.Query(filter, request.Cancellation)
                .Where(ticket => state is not null || ticket.State != TicketState.Closed).Where(ScopeOf(request).Includes));
        });
        routes.ReadLater(OfId, "Shows a ticket; with wait, as soon as it has its resource, is over, or the time is up.", [s_wait],
            async request =>
            {
                var id = request.NumberPart("id");
                if (request.Get(s_wait) is not { } seconds) return new OneAnswer<ResourceTicket>(Get(request, id));

                // Whoever waits keeps the pools going where no manager runs.
                request.Context.Features.GetRequiredFeature<Caller>().Need(AccessRole.Operator);
                if (Get(request, id) is { State: TicketState.Open, Ready: false })
                    await TicketWait.UntilReady(request.Context, request.System, id, TimeSpan.FromSeconds(seconds));
                return new OneAnswer<ResourceTicket>(Get(request, id));
            });
        routes.ActOn(HttpMethod.Post, Path, AccessRole.Operator, "Opens a ticket.", [], (RestRequest request, TicketBody body) =>
        {
            var asked = body.ToRequest();
            ScopeOf(request).NeedTags(asked.Tag);
            var ticket = request.System.Tickets.Open(asked, request.RequestId, CancellationToken.None);
            return new OneAnswer<ResourceTicket>(ticket)
            {
                Status = StatusCodes.Status201Created,
                Location = $"{Path}/{LedgerText.Of(ticket.Id)}",
            };
        }).WithMetadata(PageAct.Instance);
        routes.Act(HttpMethod.Delete, OfId, AccessRole.Operator, "Closes a ticket; one that waits leaves the queue.", [],
            request =>
            {
                var id = Get(request, request.NumberPart("id")).Id;
                return new OneAnswer<ResourceTicket>(request.System.Tickets.Close(id, CancellationToken.None));
            }).WithMetadata(PageAct.Instance);
    }

    private static ResourceTicket Get(RestRequest request, long id) =>
        ScopeOf(request).Need(request.System.Tickets.Get(id, request.Cancellation));

    private static TicketScope ScopeOf(RestRequest request) => new(request.System, request.Scope);
}
