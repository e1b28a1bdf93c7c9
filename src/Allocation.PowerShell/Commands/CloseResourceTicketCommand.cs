using System.Management.Automation;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Closes tickets: what they hold is cleaned and given again, or deleted.</summary>
[Cmdlet(VerbsCommon.Close, "ResourceTicket", SupportsShouldProcess = true)]
[OutputType(typeof(ResourceTicket))]
public sealed class CloseResourceTicketCommand : AllocationCmdlet
{
    /// <summary>Ids of tickets.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Filter]
    [TicketKey]
    [ArgumentCompleter(typeof(TicketIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Their resources are bad: they are deleted and never given again.</summary>
    [Parameter]
    public SwitchParameter Discard { get; set; }

    /// <summary>Returns each closed ticket.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var id in Id) Attempt(() => Close(id));
    }

    private void Close(long id)
    {
        ResourceTicket Close(TicketService tickets) => Discard ? tickets.Discard(id, Cancellation) : tickets.Close(id, Cancellation);
        if (!MayDo($"ticket {id}", Discard ? DiscardingOf(id) : "Close", system => Close(system.Tickets))) return;
        var ticket = Close(Open().Tickets);
        if (PassThru) WriteObject(ticket);
    }

    private string DiscardingOf(long id) =>
        Open().Tickets.WouldDiscard(id, Cancellation) is { } resource ? $"Close, and delete '{resource}'" : "Close";
}
