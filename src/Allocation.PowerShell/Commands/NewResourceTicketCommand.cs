using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Opens a ticket: a request for one resource of a resource pool that carries all given tags.</summary>
[Cmdlet(VerbsCommon.New, "ResourceTicket", SupportsShouldProcess = true)]
[OutputType(typeof(ResourceTicket))]
public sealed class NewResourceTicketCommand : TicketWaitingCmdlet
{
    private static readonly string[] s_ofWait = [nameof(TimeoutSeconds), nameof(OnTimeout)];

    /// <summary>The tags that the resource must carry, at least one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>Take a resource that was used in the same sandbox, if there is one; else an unused one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    [ArgumentCompleter(typeof(SandboxCompleter))]
    public string? Sandbox { get; set; }

    /// <summary>Waits until the ticket has its resource.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>What becomes of the ticket when -TimeoutSeconds is over: it is kept, or closed.</summary>
    [Parameter]
    [Choice(typeof(TimeoutAction))]
    public TimeoutAction OnTimeout { get; set; }

    /// <summary>When the ticket's time begins, as it is shown in the ledger.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Time]
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>When the ticket is closed by itself; never when neither it nor -Lifetime is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Time]
    public DateTimeOffset? EndDate { get; set; }

    /// <summary>How long after its begin the ticket is closed by itself, such as 02:00:00; instead of -EndDate.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Duration]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>Your id for this request: the same request again gives the same ticket and takes nothing.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    public string? RequestId { get; set; }

    /// <summary>What for; shown with the ticket.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    [Alias("Description")]
    public string? Reason { get; set; }

    /// <summary>Whose it is: a person, a team, a customer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    [ArgumentCompleter(typeof(NoteOwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>Opens the ticket even if no pool has all the tags; it waits for such a pool.</summary>
    [Parameter]
    public SwitchParameter AllowUnsatisfiable { get; set; }

    /// <inheritdoc/>
    private protected override StoreAct StoreAct => StoreAct.OpenTicket;

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (!Wait && s_ofWait.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } alone)
            Misused($"-{alone} says how long -Wait waits, and what then: give -Wait as well, or leave -{alone} out.");
        var request = new TicketRequest
        {
            Tag = Tag,
            Sandbox = Sandbox,
            StartDate = StartDate,
            EndDate = EndDate,
            Lifetime = Lifetime,
            Reason = Reason,
            Owner = Owner,
            AllowUnsatisfiable = AllowUnsatisfiable,
        }.Checked();
        if (!MayDo(string.Join(", ", request.Tag), "Open ticket",
            preview => Describe(preview.System.Tickets.Open(request, RequestId, Cancellation))))
        {
            return;
        }
        var ticket = Open().Tickets.Open(request, RequestId, Cancellation);
        WriteVerbose(ticket.Ready ? $"Ticket {ticket.Id} has '{ticket.ResourceName}'." : $"Ticket {ticket.Id} waits.");
        WriteObject(Wait ? WaitOrClose(ticket) : ticket);
    }

    private static string Describe(ResourceTicket ticket) => ticket.Ready ? $"takes '{ticket.ResourceName}'" : "waits";

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
        catch (WaitTimeoutException late) when (OnTimeout == TimeoutAction.Close)
        {
            Open().Tickets.Close(ticket.Id, Cancellation);
            throw late.Closed();
        }
    }
}
