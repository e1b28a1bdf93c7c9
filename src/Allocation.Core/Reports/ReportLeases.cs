using Allocation.Core.Access;
using Allocation.Core.Definitions;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Reports;

/// <summary>Who holds something, and whether they should.</summary>
internal sealed class ReportLeases
{
    private const string Deallocating = "deallocating";

    private readonly IStoreSession _session;
    private readonly DateTimeOffset _now;
    private readonly ReportSearch _search;
    private readonly PoolScope _scope;
    private readonly List<AllocationRecord> _lost;
    private readonly HashSet<string> _lostIds;

    public ReportLeases(IStoreSession session, DateTimeOffset now, ReportSearch search, PoolScope scope)
    {
        (_session, _now, _search, _scope) = (session, now, search, scope);
        _lost = [.. session.Allocations.OfLostServices(Deallocating).Where(IsInScope)];
        _lostIds = [.. _lost.Select(line => line.ReservationId)];
        var living = new ServiceQuery { Living = true };
        if (search.IsAll && !scope.IsLimited)
        {
            ServiceCount = session.Services.CountLiving();
            Services = [.. session.Services.Query(living with { Take = ReportLimits.Lines }).Select(Line)];
            return;
        }

        var shown = new List<ServiceInstance>();
        var (holders, own) = (Holders(), Own());
        foreach (var service in session.Services.Query(living).Where(service => IsOwn(service, own) && Fits(service, holders)))
        {
            ServiceCount++;
            if (shown.Count < ReportLimits.Lines) shown.Add(service);
        }

        Services = shown.ConvertAll(Line);
    }

    /// <summary>Living services that fit, by name.</summary>
    public IReadOnlyList<LeaseLine> Services { get; }

    public long ServiceCount { get; }

    private static AllocationQuery Active(LeaseKind kind) => new() { LeaseKind = kind, State = AllocationState.Active };

    /// <summary>Direct allocations that fit, and how many there are.</summary>
    public (List<LeaseLine> Lines, long Count) Direct()
    {
        var direct = Active(LeaseKind.Direct);
        if (_search.IsAll && !_scope.IsLimited)
        {
            return ([.. _session.Allocations.Query(direct with { Take = ReportLimits.Lines }).Select(Line)],
                _session.Allocations.Count(direct));
        }

        var (lines, count) = (new List<LeaseLine>(), 0L);
        foreach (var line in _session.Allocations.Query(direct).Where(IsInScope))
        {
            if (!_search.Fits(line, [line.LeaseName, Leak(line) ?? "active", .. Texts(line.Notes)])) continue;
            count++;
            if (lines.Count < ReportLimits.Lines) lines.Add(Line(line));
        }

        return (lines, count);
    }

    /// <summary>Why an active line should not be there; null when it should.</summary>
    public string? Leak(AllocationRecord line)
    {
        if (line.EndDate <= _now) return $"past its end at {line.EndDate:u}";
        if (!_lostIds.Contains(line.ReservationId)) return null;
        return _session.Services.Find(line.LeaseId) is { Living: true }
            ? "its service could not give it back"
            : "held for a service that is gone";
    }

    /// <summary>What the ledger holds and should not, and what was found between it and the inventories besides.</summary>
    public List<LeakLine> Leaks(IReadOnlyList<AllocationLeak> external)
    {
        // What does not fit is left out last: what an inventory tells of the same number is one leak with it.
        var past = _session.Allocations.Query(new() { State = AllocationState.Active, Expired = true, AsOf = _now }).Where(IsInScope);
        var held = past.Concat(_lost.Where(line => line.EndDate is null || line.EndDate > _now))
            .Select(line => (Line: line, Reason: Leak(line)))
            .Where(found => found.Reason is not null)
            .Select(found =>
                new LeakLine(found.Line.Pool, found.Line.ResourceId, found.Line.LeaseName, found.Line.StartDate, found.Reason!))
            .Take(_search.IsAll ? ReportLimits.Leaks : int.MaxValue)
            .ToList();
        var known = held.Select(line => (line.Pool, line.ResourceId)).ToHashSet();
        var holders = held.Select(line => line.Holder).ToHashSet();
        var more = external
            .Where(leak => !_scope.IsLimited || (leak.Pool is { } pool && _scope.Includes(pool)))
            .Where(leak => leak.Kind == LeakKind.StuckService
                ? !holders.Contains(leak.LeaseName)
                : !known.Contains((leak.Pool ?? "", Number(leak))))
            .Select(leak => new LeakLine(leak.Pool ?? "", Number(leak), leak.LeaseName, leak.Since, leak.Detail));
        return [.. held.Concat(more).Concat(LeftOver())
            .Where(leak => _search.Fits(leak.Pool, leak.ResourceId, leak.Holder, leak.Reason)).Take(ReportLimits.Leaks)];
    }

    // For each word, the services that hold what it names: one walk through the ledger, not one look for each service.
    private List<HashSet<string>> Holders()
    {
        var holders = Enumerable.Range(0, _search.Words).Select(_ => new HashSet<string>()).ToList();
        if (_search.IsAll) return holders;
        foreach (var line in _session.Allocations.Query(Active(LeaseKind.Service)))
        {
            for (var word = 0; word < holders.Count; word++)
                if (_search.HasWord(word, line)) holders[word].Add(line.LeaseId);
        }

        return holders;
    }

    private bool IsInScope(AllocationRecord line) => _scope.Includes(line.Pool);

    // The services that have or had something of these pools.
    private HashSet<string> Own() => !_scope.IsLimited ? []
        : [.. _session.Allocations.Query(new() { LeaseKind = LeaseKind.Service }).Where(IsInScope).Select(line => line.LeaseId)];

    // And nothing of others, also none that a VLAN service names and has nothing of yet.
    private bool IsOwn(ServiceInstance service, HashSet<string> own)
    {
        if (!_scope.IsLimited) return true;
        if (!own.Contains(service.Id)) return false;
        var isVlan = service.Definition == VlanServiceDefinition.Name;
        string?[] named = isVlan && VlanService.Of(service) is var vlan ? [vlan.NorthPool, vlan.SouthPool] : [];
        return _session.Allocations.Query(new() { LeaseId = service.Id }).All(IsInScope) && _scope.IncludesAll(named.OfType<string>());
    }

    private bool Fits(ServiceInstance service, List<HashSet<string>> holders)
    {
        if (_search.IsAll) return true;
        string?[] texts = [service.Name, service.State, service.Definition, .. Texts(service.Notes)];
        return Enumerable.Range(0, holders.Count).All(word => _search.HasWord(word, texts) || holders[word].Contains(service.Id));
    }

    private static IEnumerable<string?> Texts(NoteSet notes) => [notes.Description, notes.Owner, .. notes.Tags];

    // What a command should have deleted and could not: it may cost money for nothing.
    private IEnumerable<LeakLine> LeftOver() => _session.Resources
        .Query(new ResourceQuery())
        .Where(resource => resource.FailedDeletes > 0 && _scope.Includes(resource.Pool))
        .Select(resource => new LeakLine(resource.Pool, resource.Name, "", resource.CreatedAt, "its command that deletes has failed"));

    private static string Number(AllocationLeak leak) => leak.Value is { } number ? LedgerText.Of(number) : "";

    private LeaseLine Line(AllocationRecord line) => new(line.LeaseName, "", Leak(line) ?? "active", [What(line)], line.StartDate,
        line.EndDate, line.Notes, line.ReservationId);

    private LeaseLine Line(ServiceInstance service) => new(
        service.Name,
        service.Definition,
        service.State,
        _session.Allocations.ActiveOf(service.Id).Select(What).ToList(),
        service.Time.Start ?? service.CreatedAt,
        service.Time.End,
        service.Notes,
        service.Id);

    private static string What(AllocationRecord line) =>
        line.Attribute is null ? $"{line.ResourceId} of {line.Pool}" : $"{line.Attribute} {line.ResourceId} of {line.Pool}";
}
