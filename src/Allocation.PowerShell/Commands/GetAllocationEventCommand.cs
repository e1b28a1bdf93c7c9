using System.Management.Automation;
using Allocation.Core.Events;
using Allocation.Core.Storage.Events;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Completion.Events;
using Allocation.PowerShell.Ledger;

namespace Allocation.PowerShell.Commands;

/// <summary>Reads who changed what, when, by which command.</summary>
[Cmdlet(VerbsCommon.Get, "AllocationEvent", SupportsPaging = true)]
[OutputType(typeof(AllocationEvent))]
public sealed class GetAllocationEventCommand : AllocationCmdlet
{
    private PagedQueries<EventQuery>? _pages;

    /// <summary>Only what concerns this pool.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string? Pool { get; set; }

    /// <summary>Only about pools, services, definitions and others with this name, as it was then.</summary>
    [Parameter]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Only about the service, the ticket, the resource or what was taken directly with this id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Filter]
    [Alias("Id", "SubjectId")]
    [ArgumentCompleter(typeof(LeaseIdCompleter))]
    public string? LeaseId { get; set; }

    /// <summary>Only acts of this user, of the process or of the server; user@host for one machine.</summary>
    [Parameter]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventActorCompleter))]
    public string? Actor { get; set; }

    /// <summary>Only this kind of act.</summary>
    [Parameter]
    [Filter]
    [Choice(typeof(EventKind))]
    public EventKind? Kind { get; set; }

    /// <summary>Only about this kind of thing.</summary>
    [Parameter]
    [Filter]
    [Choice(typeof(EventSubject))]
    public EventSubject? Subject { get; set; }

    /// <summary>Only what happened at this time or later.</summary>
    [Parameter]
    [Filter]
    [Time]
    public DateTimeOffset? From { get; set; }

    /// <summary>Only what happened before this time.</summary>
    [Parameter]
    [Filter]
    [Time]
    public DateTimeOffset? To { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var query = new EventQuery
        {
            Pool = Pool,
            Name = Name,
            SubjectId = LeaseId,
            Actor = Actor,
            Kind = Kind,
            Subject = Subject,
            From = From,
            To = To,
        };
        if (EventReader.Mistake(query, name => "-" + name) is { } mistake) Misused(mistake);
        if (!PagedQueries<EventQuery>.AreWanted(PagingParameters))
        {
            Write(query);
            return;
        }

        _pages ??= new(PagingParameters, Count, (one, skip, take) => Write(one with { Skip = skip, Take = take }));
        _pages.Add(query);
    }

    /// <inheritdoc/>
    protected override void Complete() => _pages?.WriteAll(WriteObject);

    private long Count(EventQuery query) => Open().Events.Count(query, Cancellation);

    private long Write(EventQuery query)
    {
        var store = Open().Store.Uri.ToString();
        var page = _pages is { IsOfOne: true } ? EventCursors.GoOn(store, query) : query;
        var (written, last) = (0L, (EventPosition?)null);
        foreach (var row in Open().Events.Query(page, Cancellation))
        {
            WriteObject(row);
            written++;
            last = row.Position;
        }

        if (_pages is { IsOfOne: true } && last is not null && written == query.Take) EventCursors.Keep(store, query, last);
        return written;
    }
}
