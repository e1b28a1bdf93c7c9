using System.Management.Automation;
using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Completion.Numbers;
using Allocation.PowerShell.Ledger;

namespace Allocation.PowerShell.Commands;

/// <summary>Reads the ledger: who holds which resource, and who held it.</summary>
[Cmdlet(VerbsCommon.Get, "Allocation", SupportsPaging = true)]
[OutputType(typeof(AllocationRecord), typeof(ResourceUse))]
public sealed class GetAllocationCommand : AllocationCmdlet
{
    private PagedQueries<AllocationQuery>? _pages;

    /// <summary>Only of this pool, or of file:PATH.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string? Pool { get; set; }

    /// <summary>Only these resources: the number 100, an address, a range, a network.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Filter(Hint = $"If it is of a ticket: {FilterAttribute.WaitingTicket}")]
    [ArgumentCompleter(typeof(ResourceIdCompleter))]
    public string[]? ResourceId { get; set; }

    /// <summary>Only of the service or ticket with this id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Filter]
    [Alias("Id")]
    [ArgumentCompleter(typeof(LeaseIdCompleter))]
    public string? LeaseId { get; set; }

    /// <summary>Only of services, tickets and direct allocations with this name, as it was when they took what they hold.</summary>
    [Parameter]
    [Alias("Name")]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LeaseNameCompleter))]
    public string? LeaseName { get; set; }

    /// <summary>Only of this kind of holder: Service, Ticket, Import or Direct.</summary>
    [Parameter]
    [Filter]
    [Choice(typeof(LeaseKind))]
    public LeaseKind? LeaseKind { get; set; }

    /// <summary>Only this allocation, whether it is active or released; none is the error AllocationNotFound.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(ReservationIdCompleter))]
    public string? ReservationId { get; set; }

    /// <summary>Active, Released or All.</summary>
    [Parameter]
    [Filter]
    [Choice(typeof(StateFilter))]
    public StateFilter? State { get; set; }

    /// <summary>Only what is over: the same as -State Released.</summary>
    [Parameter]
    public SwitchParameter Terminated { get; set; }

    /// <summary>Only what lasts beyond this time: the use of a resource from then on.</summary>
    [Parameter]
    [Filter]
    [Time]
    public DateTimeOffset? From { get; set; }

    /// <summary>Only what begins before this time; with -From, all that overlaps the time between.</summary>
    [Parameter]
    [Filter]
    [Time]
    public DateTimeOffset? To { get; set; }

    /// <summary>Only what is past its end and still holds its resource.</summary>
    [Parameter]
    public SwitchParameter Expired { get; set; }

    /// <summary>Only what this owner holds, with wildcards.</summary>
    [Parameter]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NoteOwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>Only what holders have with all of these tags, with wildcards: key=value, or key for any value.</summary>
    [Parameter]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NoteTagCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>
    /// One object for each resource instead of each allocation, with its Reservations; a resource without a user has an empty list.
    /// </summary>
    [Parameter]
    public SwitchParameter ByResource { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var filters = new AllocationQuery
        {
            Pool = Pool,
            ResourceId = ResourceId is null ? null : string.Join(',', ResourceId),
            LeaseId = LeaseId,
            LeaseName = LeaseName,
            LeaseKind = LeaseKind,
            ReservationId = ReservationId,
            Notes = NoteFilter.Of(Owner, Tag),
            From = From,
            To = To,
            Expired = Expired,
        };
        var request = new LedgerRequest(filters, State, Terminated);
        if (request.Mistake(name => "-" + name) is { } mistake) Misused(mistake);
        var query = Open().Ledger.Accept(request, Cancellation);
        if (!PagedQueries<AllocationQuery>.AreWanted(PagingParameters))
        {
            Write(query);
            return;
        }

        _pages ??= new(PagingParameters, Count, (one, skip, take) => Write(one with { Skip = skip, Take = take }));
        _pages.Add(query);
    }

    /// <inheritdoc/>
    protected override void Complete() => _pages?.WriteAll(WriteObject);

    private long Count(AllocationQuery query) =>
        ByResource ? Open().Ledger.CountByResource(query, Cancellation) : Open().Ledger.Count(query, Cancellation);

    private long Write(AllocationQuery query)
    {
        var ledger = Open().Ledger;
        var page = _pages is { IsOfOne: true } ? LedgerCursors.GoOn(StoreName, ByResource, query) : query;
        var (written, end) = ByResource
            ? Write(ledger.ByResource(page, Cancellation), LedgerPosition.Behind)
            : Write(ledger.Query(page, Cancellation), LedgerPosition.Of);
        if (_pages is { IsOfOne: true } && end is not null && written == query.Take) LedgerCursors.Keep(StoreName, ByResource, query, end);
        return written;
    }

    private (long Written, LedgerPosition? End) Write<T>(IEnumerable<T> items, Func<T, LedgerPosition> place)
        where T : class
    {
        var (written, last) = (0L, (T?)null);
        foreach (var item in items)
        {
            WriteObject(item);
            written++;
            last = item;
        }

        return (written, last is null ? null : place(last));
    }

    private string StoreName => Open().Store.Uri.ToString();
}
