using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Opens a ticket: a request for one resource of a resource pool that carries all given tags.</para>
/// <para type="description">When a ready resource suits the ticket, it has it at once. Else it waits, first come first served; with -Wait
/// so does the cmdlet, which keeps the pools going meanwhile if no manager does. Ctrl+C closes the ticket that -Wait opened.</para>
/// </summary>
/// <example>
/// <code>$ticket = New-ResourceTicket x86_64, fast -Wait; ssh $ticket.Data.Trim() ./test.sh; $ticket | Close-ResourceTicket</code>
/// </example>
[Cmdlet(VerbsCommon.New, "ResourceTicket", SupportsShouldProcess = true)]
[OutputType(typeof(ResourceTicket))]
public sealed class NewResourceTicketCommand : TicketWaitingCmdlet
{
    /// <summary>
    /// <para type="description">The tags that the resource must carry, at least one. Compared exactly.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>
    /// <para type="description">Take a resource that was used in the same sandbox, if there is one; else one that nobody has used.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    public string? Sandbox { get; set; }

    /// <summary>
    /// <para type="description">Waits until the ticket has its resource.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// <para type="description">What becomes of the ticket when -TimeoutSeconds is over: it is kept, or closed.</para>
    /// </summary>
    [Parameter]
    public TimeoutAction OnTimeout { get; set; }

    /// <summary>
    /// <para type="description">When the ticket's time begins, as it is shown in the ledger; at once when it is not given. Its resource is its own
    /// from now on all the same.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Time]
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>
    /// <para type="description">When the ticket is closed by itself; never when neither it nor -Lifetime is given.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Time]
    public DateTimeOffset? EndDate { get; set; }

    /// <summary>
    /// <para type="description">How long after its begin the ticket is closed by itself, such as 02:00:00; instead of -EndDate.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Duration]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>
    /// <para type="description">Your id for this request: the same request again gives the same ticket and takes nothing.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    public string? RequestId { get; set; }

    /// <summary>
    /// <para type="description">What for; shown with the ticket.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    public string? Reason { get; set; }

    /// <summary>
    /// <para type="description">Opens the ticket even if no pool has all the tags; it waits for such a pool.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnsatisfiable { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var request = new TicketRequest
        {
            Tag = Tag,
            Sandbox = Sandbox,
            StartDate = StartDate,
            EndDate = EndDate,
            Lifetime = Lifetime,
            Reason = Reason,
            AllowUnsatisfiable = AllowUnsatisfiable,
        }.Checked();
        if (!ShouldProcess(string.Join(", ", request.Tag), "Open ticket")) return;
        var ticket = Open().Tickets.Open(request, RequestId, Cancellation);
        WriteVerbose(ticket.Ready ? $"Ticket {ticket.Id} has '{ticket.ResourceName}'." : $"Ticket {ticket.Id} waits.");
        WriteObject(Wait ? WaitOrClose(ticket) : ticket);
    }

    private ResourceTicket WaitOrClose(ResourceTicket ticket)
    {
        try
        {
            return WaitFor(ticket);
        }
        catch (Exception e) when (e is OperationCanceledException or PipelineStoppedException)
        {
            // Ctrl+C ends the wait, or the progress that is just being shown, whichever meets it first.
            Open().Tickets.Close(ticket.Id, CancellationToken.None);
            throw;
        }
        catch (WaitTimeoutException) when (OnTimeout == TimeoutAction.Close)
        {
            Open().Tickets.Close(ticket.Id, Cancellation);
            throw;
        }
    }
}
