using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Waits until tickets have their resources, and puts them out.</para>
/// <para type="description">Keeps the resource pools going meanwhile, if no manager does. A ticket that fails ends its wait with the error
/// TicketFailed, one that is closed with TicketClosed. Ctrl+C ends the wait; the ticket stays.</para>
/// </summary>
/// <example>
/// <code>1..3 | ForEach-Object { New-ResourceTicket x86_64 } | Wait-ResourceTicket -TimeoutSeconds 600</code>
/// </example>
[Cmdlet(VerbsLifecycle.Wait, "ResourceTicket")]
[OutputType(typeof(ResourceTicket))]
public sealed class WaitResourceTicketCommand : TicketWaitingCmdlet
{
    /// <summary>
    /// <para type="description">Ids of tickets.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(TicketIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>
    /// <para type="description">What becomes of a ticket when -TimeoutSeconds is over: it is kept, or closed.</para>
    /// </summary>
    [Parameter]
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
            return WaitFor(Open().Tickets.Get(id, Cancellation));
        }
        catch (WaitTimeoutException) when (OnTimeout == TimeoutAction.Close)
        {
            Open().Tickets.Close(id, Cancellation);
            throw;
        }
    }
}
