using System.Globalization;
using Allocation.Core.Events;
using Allocation.Core.Storage.Events;
using Allocation.Server.Failures;
using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>Who changed what.</summary>
internal static class EventRoutes
{
    private static readonly QueryParameter<string> s_pool = Parameter.Text("pool", "Only what concerns this pool.");
    private static readonly QueryParameter<string> s_name =
        Parameter.Text("name", "Only about what has this name; * matches any text, ? one character.");
    private static readonly QueryParameter<string> s_leaseId =
        Parameter.Text("leaseId", "Only about the service, ticket, resource or direct allocation with this id.");
    private static readonly QueryParameter<string> s_actor =
        Parameter.Text("actor", "Only acts of this user; user@host for one machine, * matches any text.");
    private static readonly QueryParameter<EventKind?> s_kind = Parameter.Choice<EventKind>("kind", "Only this kind of act.");
    private static readonly QueryParameter<EventSubject?> s_subject =
        Parameter.Choice<EventSubject>("subject", "Only about this kind of thing.");
    private static readonly QueryParameter<DateTimeOffset?> s_from =
        Parameter.Time("from", "Only what happened at this time or later.");
    private static readonly QueryParameter<DateTimeOffset?> s_to = Parameter.Time("to", "Only what happened before this time.");

    /// <summary>Adds the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.Read("/events",
        "Lists who changed what, when, by which command; the latest first.",
        [s_pool, s_name, s_leaseId, s_actor, s_kind, s_subject, s_from, s_to, .. PageParameters.All], request =>
        {
            var query = Query(request);
            if (EventReader.Mistake(query, ParameterName.Of) is { } mistake) throw RequestRefusedException.Usage(mistake);
            var events = request.System.Events;
            if (request.Get(s_pool) is { } pool) request.Scope.Need(pool);
            if (request.First() is not { } first) return new ListAnswer<AllocationEvent>(Own(query));
            return ListAnswer<AllocationEvent>.Page(
                Own(query with { Take = request.Scope.IsLimited ? null : first + 1L }), first, Place);

            // What names no pool may concern any.
            IEnumerable<AllocationEvent> Own(EventQuery asked) => events.Query(asked, request.Cancellation).Where(row =>
                !request.Scope.IsLimited || (row.Pool.Count > 0 && request.Scope.IncludesAll(row.Pool)));
        });

    private static EventQuery Query(RestRequest request) => new()
    {
        Pool = request.Get(s_pool),
        Name = request.Get(s_name),
        SubjectId = request.Get(s_leaseId),
        Actor = request.Get(s_actor),
        Kind = request.Get(s_kind),
        Subject = request.Get(s_subject),
        From = request.Get(s_from),
        To = request.Get(s_to),
        After = request.After(ReadPlace),
    };

    private static IReadOnlyList<string> Place(AllocationEvent row) =>
        [row.Position.Time.UtcTicks.ToString(CultureInfo.InvariantCulture), row.Position.EventId];

    private static EventPosition? ReadPlace(IReadOnlyList<string> parts) => parts.Count == 2
        && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
        ? new(new DateTimeOffset(ticks, TimeSpan.Zero), parts[1])
        : null;
}
