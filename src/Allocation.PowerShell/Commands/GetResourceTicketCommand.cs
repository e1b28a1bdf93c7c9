using System.Management.Automation;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Lists tickets; those that wait with their place in the queue and why they wait.</para>
/// <para type="description">Closed tickets are shown only by -Id or by -State Closed.</para>
/// </summary>
/// <example>
/// <code>Get-ResourceTicket -State Open -Tag x86_64 | Where-Object Waiting</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ResourceTicket", DefaultParameterSetName = "Filter")]
[OutputType(typeof(ResourceTicket))]
public sealed class GetResourceTicketCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Ids of tickets, whatever their state.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(TicketIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>
    /// <para type="description">Only those in this state.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    public TicketState? State { get; set; }

    /// <summary>
    /// <para type="description">Only those that ask for all of these tags.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var id in Id) Attempt(() => WriteObject(Open().Tickets.Get(id, Cancellation)));
        if (ParameterSetName == "Id") return;
        foreach (var ticket in Open().Tickets.Query(new TicketFilter { State = State, Tag = Tag }, Cancellation))
        {
            if (State is not null || ticket.State != TicketState.Closed) WriteObject(ticket);
        }
    }
}
