using Allocation.Core.Tickets;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>Tickets.</summary>
internal static class TicketRoutes
{
    private static readonly QueryParameter<TicketState?> s_state =
        Parameter.Choice<TicketState>("state", "Only this state (default: all but closed).");
    private static readonly QueryParameter<IReadOnlyList<string>> s_tags =
        Parameter.Texts("tag", "Only those that ask for this tag; may be repeated.");

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/tickets", "Lists tickets; waiting ones with their place in the queue and the reason.", [s_state, s_tags], request =>
        {
            var state = request.Get(s_state);
            var filter = new TicketFilter { State = state, Tag = request.Get(s_tags) ?? [] };
            return new ListAnswer<ResourceTicket>(request.System.Tickets.Query(filter, request.Cancellation)
                .Where(ticket => state is not null || ticket.State != TicketState.Closed));
        });
        routes.Read("/tickets/{id}", "Shows a ticket.", [],
            request => new OneAnswer<ResourceTicket>(request.System.Tickets.Get(request.NumberPart("id"), request.Cancellation)));
    }
}
