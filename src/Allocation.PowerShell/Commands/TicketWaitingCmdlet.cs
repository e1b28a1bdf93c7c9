using System.Management.Automation;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>What waits for tickets: with a limit, and showing that it waits.</summary>
public abstract class TicketWaitingCmdlet : AllocationCmdlet
{
    // Show progress only for waits longer than a second.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1);

    /// <summary>For how many seconds to wait at most.</summary>
    [Parameter]
    [ValidateRange(0, 2147483)]
    [NeedsValue]
    public double? TimeoutSeconds { get; set; }

    private protected ResourceTicket WaitFor(ResourceTicket ticket)
    {
        if (ticket.Ready) return ticket;
        var limit = TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var tickets = Open().Tickets;

        // The core waits in one piece, on its own thread: only the cmdlet's own thread may show progress.
        var wait = Task.Factory.StartNew(() => tickets.Wait(ticket.Id, limit, Cancellation), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var shown = false;
        while (!Task.WaitAny([wait], s_silence).Equals(0))
        {
            shown = true;
            var now = tickets.Get(ticket.Id, Cancellation);
            WriteProgress(new ProgressRecord(1, $"Waiting for ticket {ticket.Id}",
                $"Place {now.QueuePosition ?? 1}: {now.Waiting ?? "ready"}"));
        }

        // A stopped pipeline takes no progress any more, and its refusal must not hide how the wait ended.
        if (shown && !Cancellation.IsCancellationRequested)
            WriteProgress(new ProgressRecord(1, $"Waiting for ticket {ticket.Id}", "Over") { RecordType = ProgressRecordType.Completed });
        return wait.GetAwaiter().GetResult();
    }
}
