using System.Globalization;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Tickets;

namespace Allocation.Core;

/// <summary>Words of a store that complete parameters of both front ends, each once.</summary>
internal static class KnownWords
{
    // As many as are read while a user waits.
    private const int RecentEvents = 5_000;

    /// <summary>Resources that are held, such as numbers.</summary>
    public static IEnumerable<string> ResourceIds(AllocationSystem system, string? pool, CancellationToken cancellation) =>
        Active(system, pool, cancellation).Select(line => line.ResourceId.ToString()).Distinct();

    /// <summary>Ids of those who hold something.</summary>
    public static IEnumerable<string> LeaseIds(AllocationSystem system, string? pool, CancellationToken cancellation) =>
        Active(system, pool, cancellation).Select(line => line.LeaseId).Distinct();

    /// <summary>Names of those who hold something.</summary>
    public static IEnumerable<string> LeaseNames(AllocationSystem system, string? pool, CancellationToken cancellation) =>
        Active(system, pool, cancellation).Select(line => line.LeaseName).Distinct();

    /// <summary>Ids of what is held.</summary>
    public static IEnumerable<string> ReservationIds(AllocationSystem system, string? pool, LeaseKind? kind,
        CancellationToken cancellation) =>
        Active(system, pool, cancellation).Where(line => kind is null || line.LeaseKind == kind).Select(line => line.ReservationId);

    /// <summary>Names of what the latest events are about.</summary>
    public static IEnumerable<string> EventNames(AllocationSystem system, CancellationToken cancellation) =>
        LatestEvents(system, cancellation).Select(row => row.Name).Distinct();

    /// <summary>Who did what the latest events tell of: each user of a machine.</summary>
    public static IEnumerable<string> EventActors(AllocationSystem system, CancellationToken cancellation) =>
        LatestEvents(system, cancellation).Select(row => $"{row.User}@{row.Host}").Distinct();

    /// <summary>What a pool would give next; nothing without a pool.</summary>
    /// <exception cref="Errors.PoolNotFoundException">No pool of numbers has that name.</exception>
    public static IEnumerable<string> FreeResources(AllocationSystem system, string? pool, CancellationToken cancellation) =>
        pool is null
            ? []
            : system.Pools.Foresee(new NamePattern(NamePattern.Literal(pool)), StoreCompletion.Most, cancellation)
                .SelectMany(free => free.ResourceId);

    /// <summary>What a pool excludes, in ranges as it writes them; nothing without a pool.</summary>
    /// <exception cref="Errors.PoolNotFoundException">No pool of numbers has that name.</exception>
    public static IEnumerable<string> Excluded(AllocationSystem system, string? pool, CancellationToken cancellation) =>
        pool is null
            ? []
            : system.Pools.Find(new NamePattern(NamePattern.Literal(pool)), cancellation)
                .SelectMany(found => found.Excluded.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Names of resources of resource pools, then their ids.</summary>
    public static IEnumerable<string> Resources(AllocationSystem system, CancellationToken cancellation)
    {
        var resources = system.Resources.Query(new ResourceFilter(), cancellation).ToList();
        return resources.Select(r => r.Name).Concat(resources.Select(r => r.Id.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Sandboxes of tickets that are not closed.</summary>
    public static IEnumerable<string> Sandboxes(AllocationSystem system, CancellationToken cancellation) =>
        system.Tickets.Query(new TicketFilter(), cancellation).Where(ticket => ticket.State != TicketState.Closed)
            .Select(ticket => ticket.Sandbox).OfType<string>().Distinct();

    /// <summary>Ids of living services.</summary>
    public static IEnumerable<string> ServiceIds(AllocationSystem system, string? definition, CancellationToken cancellation) =>
        Living(system, definition, cancellation).Select(service => service.Id);

    /// <summary>Names of living services of definitions that a pattern finds.</summary>
    public static IEnumerable<string> ServiceNames(AllocationSystem system, string? definitions, string begun,
        CancellationToken cancellation) =>
        system.Definitions.Find(new NamePattern(definitions), cancellation)
            .SelectMany(d => system.Services.LivingNames(d.Name, begun, StoreCompletion.Most, cancellation)).Distinct();

    /// <summary>The states in which services are, then those in which a service has ended; of all that it passes on its way only where none
    /// of these begins so.</summary>
    public static IEnumerable<string> ServiceStates(AllocationSystem system, string? definitions, string begun,
        CancellationToken cancellation)
    {
        var meant = system.Definitions.Find(new NamePattern(definitions), cancellation);
        var present = meant.SelectMany(d => Living(system, d.Name, cancellation).Select(service => service.State))
            .Concat(meant.SelectMany(d => d.Lifecycle.States).Where(state => state.Ended).Select(state => state.Name)).Distinct()
            .Where(state => state.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).ToList();
        return present.Count > 0 ? present : meant.SelectMany(d => d.Lifecycle.States).Select(state => state.Name).Distinct();
    }

    /// <summary>Owners that are noted of pools, services, direct allocations and tickets, by name.</summary>
    public static IEnumerable<string> Owners(AllocationSystem system, CancellationToken cancellation) =>
        Notes(system, cancellation).Select(notes => notes.Owner).OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tags that are noted of pools, services and direct allocations, by name.</summary>
    public static IEnumerable<string> NoteTags(AllocationSystem system, CancellationToken cancellation) =>
        Notes(system, cancellation).SelectMany(notes => notes.Tags)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<NoteSet> Notes(AllocationSystem system, CancellationToken cancellation) =>
        system.Pools.Notes(cancellation)
            .Concat(Living(system, null, cancellation).Select(service => service.Notes))
            .Concat(system.Ledger
                .Query(new AllocationQuery { LeaseKind = LeaseKind.Direct, State = AllocationState.Active }, cancellation)
                .Select(line => line.Notes))
            .Concat(system.Tickets.Query(new TicketFilter { States = [TicketState.Open] }, cancellation).Select(ticket => ticket.Notes));

    private static IEnumerable<AllocationEvent> LatestEvents(AllocationSystem system, CancellationToken cancellation) =>
        system.Events.Query(new EventQuery { Take = RecentEvents }, cancellation);

    private static IEnumerable<AllocationRecord> Active(AllocationSystem system, string? pool, CancellationToken cancellation) =>
        system.Ledger.Query(new AllocationQuery { Pool = pool, State = AllocationState.Active }, cancellation);

    private static IEnumerable<ServiceInstance> Living(AllocationSystem system, string? definition, CancellationToken cancellation) =>
        system.Services.Query(new ServiceQuery { Definition = definition, Living = true }, new NamePattern(null), cancellation);
}
