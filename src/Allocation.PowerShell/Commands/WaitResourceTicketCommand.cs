using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Waits until tickets have their resources, and puts them out.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ResourceTicket")]
[OutputType(typeof(ResourceTicket))]
public sealed class WaitResourceTicketCommand : TicketWaitingCmdlet
{
    /// <summary>Ids of tickets.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Filter]
    [TicketKey]
    [ArgumentCompleter(typeof(TicketIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>What becomes of a ticket when -TimeoutSeconds is over: it is kept, or closed.</summary>
    [Parameter]
    [Choice(typeof(TimeoutAction))]
    public TimeoutAction OnTimeout { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var id in Id) Attempt(() => WriteObject(Wait(id)));
    }

    private ResourceTicket Wait(long id)
    {
        try
        {
            // One that is ready now is asked for once more, because what another process gave must be the ticket's own for good.
            var ticket = Open().Tickets.Get(id, Cancellation);
            return ticket.Ready ? Open().Tickets.Wait(id, TimeSpan.Zero, Cancellation) : WaitFor(ticket);
        }
        catch (WaitTimeoutException late) when (OnTimeout == TimeoutAction.Close)
        {
            Open().Tickets.Close(id, Cancellation);
            throw late.Closed();
        }
    }
}
