using System.Management.Automation;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Closes tickets: what they hold is cleaned and given again, or deleted.</para>
/// <para type="description">A ticket that waits leaves the queue. One that is closed already stays as it is.</para>
/// </summary>
/// <example>
/// <code>Get-ResourceTicket -Tag old | Close-ResourceTicket</code>
/// </example>
[Cmdlet(VerbsCommon.Close, "ResourceTicket", SupportsShouldProcess = true)]
[OutputType(typeof(ResourceTicket))]
public sealed class CloseResourceTicketCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Ids of tickets.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(TicketIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>
    /// <para type="description">Puts out each closed ticket.</para>
    /// </summary>
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
