using System.Management.Automation;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Lists tickets; those that wait with their place in the queue and why they wait.</summary>
[Cmdlet(VerbsCommon.Get, "ResourceTicket", DefaultParameterSetName = "Filter")]
[OutputType(typeof(ResourceTicket))]
public sealed class GetResourceTicketCommand : AllocationCmdlet
{
    /// <summary>Ids of tickets, whatever their state.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Filter]
    [TicketKey]
    [ArgumentCompleter(typeof(TicketIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Only those in one of these states.</summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    [Choice(typeof(TicketState))]
    public TicketState[] State { get; set; } = [];

    /// <summary>Only those that ask for all of these tags.</summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>Only those of this owner, with wildcards.</summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NoteOwnerCompleter))]
    public string? Owner { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var id in Id) Attempt(() => WriteObject(Open().Tickets.Get(id, Cancellation)));
        if (ParameterSetName == "Id") return;
        foreach (var ticket in Open().Tickets.Query(new TicketFilter { States = State, Tag = Tag, Owner = Owner }, Cancellation))
        {
            if (State.Length > 0 || ticket.State != TicketState.Closed) WriteObject(ticket);
        }
    }
}
