using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Reads the ledger: who holds which resource, and who held it.</para>
/// <para type="description">Ordered by pool, then by number, so that 2 comes before 10. -First, -Skip and
/// -IncludeTotalCount are part of the query, and count over all that the pipeline asks for.</para>
/// </summary>
/// <example>
/// <code>Get-Allocation -Pool vlan -State All -First 20</code>
/// </example>
/// <example>
/// <code>Get-VlanService web-1 | Get-Allocation</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "Allocation", SupportsPaging = true)]
[OutputType(typeof(AllocationRecord))]
public sealed class GetAllocationCommand : AllocationCmdlet
{
    private readonly List<AllocationQuery> _queries = [];

    /// <summary>
    /// <para type="description">Only of this pool, or of file:PATH.</para>
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string? Pool { get; set; }

    /// <summary>
    /// <para type="description">Only this resource, such as the number 100.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>
    /// <para type="description">Only of the service or ticket with this id.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? LeaseId { get; set; }

    /// <summary>
    /// <para type="description">Only this allocation, whether it is active or released; none is the error AllocationNotFound. A VLAN service has it as
    /// NorthAllocationKey and SouthAllocationKey.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ReservationId { get; set; }

    /// <summary>
    /// <para type="description">Active, Released or All; Active when it is not given, All beside -ReservationId.</para>
    /// </summary>
    [Parameter]
    public StateFilter? State { get; set; }

    /// <summary>
    /// <para type="description">A pool from the pipeline; the same as -Pool with its name.</para>
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public AllocationPool? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var query = new AllocationQuery
        {
            Pool = Pool ?? InputObject?.Name,
            ResourceId = ResourceId,
            LeaseId = LeaseId,
            ReservationId = ReservationId,
            State = (State ?? (ReservationId is null ? StateFilter.Active : StateFilter.All)).ToState(),
        };
        if (ReservationId is { } id && Open().Ledger.Count(new AllocationQuery { ReservationId = id }, Cancellation) == 0)
            throw new AllocationNotFoundException(id);

        if (Paged) _queries.Add(query);
        else Write(query);
    }

    /// <inheritdoc/>
    protected override void Complete()
    {
        if (!Paged || _queries.Count == 0) return;
        var ledger = Open().Ledger;
        if (PagingParameters.IncludeTotalCount)
            WriteObject(PagingParameters.NewTotalCount((ulong)_queries.Sum(q => ledger.Count(q, Cancellation)), accuracy: 1.0));

        var skip = (long)Math.Min(PagingParameters.Skip, long.MaxValue);
        var left = (long)Math.Min(PagingParameters.First, long.MaxValue);
        foreach (var query in _queries.TakeWhile(_ => left > 0))
        {
            if (skip > 0 && ledger.Count(query, Cancellation) is var all && all <= skip)
            {
                skip -= all;
                continue;
            }

            left -= Write(query with { Skip = skip, Take = left });
            skip = 0;
        }
    }

    private bool Paged => PagingParameters.IncludeTotalCount || PagingParameters.Skip > 0 || PagingParameters.First != ulong.MaxValue;

    private long Write(AllocationQuery query)
    {
        long written = 0;
        foreach (var record in Open().Ledger.Query(query, Cancellation))
        {
            WriteObject(record);
            written++;
        }

        return written;
    }
}
