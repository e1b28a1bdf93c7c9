using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.Core.Storage;

namespace Allocation.Core.Reports;

/// <summary>Who holds something, and whether they should.</summary>
internal sealed class ReportLeases
{
    private readonly IStoreSession _session;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<string, string> _living = [];

    public ReportLeases(IStoreSession session, DateTimeOffset now)
    {
        (_session, _now) = (session, now);
        var shown = new List<ServiceInstance>();
        foreach (var service in session.Services.Query(new ServiceQuery { Living = true }))
        {
            _living[service.Id] = service.State;
            if (shown.Count < ReportLimits.Lines) shown.Add(service);
        }

        Services = shown.ConvertAll(Line);
    }

    /// <summary>Living services, by name.</summary>
    public IReadOnlyList<LeaseLine> Services { get; }

    public long ServiceCount => _living.Count;

    public long DirectCount => _session.Allocations.Count(ActiveDirect);

    private static AllocationQuery ActiveDirect => new() { LeaseKind = LeaseKind.Direct, State = AllocationState.Active };

    public List<LeaseLine> Direct() => _session.Allocations
        .Query(ActiveDirect with { Take = ReportLimits.Lines })
        .Select(line => new LeaseLine(line.LeaseName, "", Leak(line) ?? "active", [What(line)], line.StartDate, line.EndDate, line.Notes))
        .ToList();

    /// <summary>Why an active line should not be there; null when it should.</summary>
    public string? Leak(AllocationRecord line)
    {
        if (line.EndDate <= _now) return $"past its end at {line.EndDate:u}";
        if (line.LeaseKind != LeaseKind.Service) return null;
        if (!_living.TryGetValue(line.LeaseId, out var state)) return "held for a service that is gone";
        return state == "deallocating" ? "its service could not give it back" : null;
    }

    /// <summary>What the ledger holds and should not, and what was found between it and the inventories besides.</summary>
    public List<LeakLine> Leaks(IReadOnlyList<AllocationLeak> external)
    {
        var held = _session.Allocations
            .Query(new() { State = AllocationState.Active })
            .Select(line => (Line: line, Reason: Leak(line)))
            .Where(found => found.Reason is not null)
            .Select(found =>
                new LeakLine(found.Line.Pool, found.Line.ResourceId, found.Line.LeaseName, found.Line.StartDate, found.Reason!))
            .Take(ReportLimits.Leaks)
            .ToList();
        var known = held.Select(line => (line.Pool, line.ResourceId)).ToHashSet();
        var holders = held.Select(line => line.Holder).ToHashSet();
        var more = external
            .Where(leak => leak.Kind == LeakKind.StuckService
                ? !holders.Contains(leak.LeaseName)
                : !known.Contains((leak.Pool ?? "", Number(leak))))
            .Select(leak => new LeakLine(leak.Pool ?? "", Number(leak), leak.LeaseName, leak.Since, leak.Detail));
        return [.. held.Concat(more).Concat(LeftOver()).Take(ReportLimits.Leaks)];
    }

    // What a command should have deleted and could not: it may cost money for nothing.
    private IEnumerable<LeakLine> LeftOver() => _session.Resources
        .Query(new ResourceQuery())
        .Where(resource => resource.FailedDeletes > 0)
        .Select(resource => new LeakLine(resource.Pool, resource.Name, "", resource.CreatedAt, "its command that deletes has failed"));

    private static string Number(AllocationLeak leak) => leak.Value is { } number ? LedgerText.Of(number) : "";

    private LeaseLine Line(ServiceInstance service) => new(
        service.Name,
        service.Definition,
        service.State,
        _session.Allocations.ActiveOf(service.Id).Select(What).ToList(),
        service.Time.Start ?? service.CreatedAt,
        service.Time.End,
        service.Notes);

    private static string What(AllocationRecord line) =>
        line.Attribute is null ? $"{line.ResourceId} of {line.Pool}" : $"{line.Attribute} {line.ResourceId} of {line.Pool}";
}
