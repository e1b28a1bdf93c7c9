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
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(TicketIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Puts out each closed ticket.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var id in Id.Where(id => ShouldProcess($"ticket {id}", "Close")))
        {
            Attempt(() =>
            {
                var ticket = Open().Tickets.Close(id, Cancellation);
                if (PassThru) WriteObject(ticket);
            });
        }
    }
}
