using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Tickets;
using Allocation.Server.Failures;

namespace Allocation.Server;

/// <summary>Waits for a ticket as long as its caller does. Each wait has a thread of its own, because it also keeps the pools going where
/// no manager runs; so their number is limited.</summary>
internal static class TicketWait
{
    /// <summary>Waits until a ticket has its resource, is over, or the patience is.</summary>
    /// <returns>The ticket if it has its resource; null when the patience is over or the server stops.</returns>
    /// <param name="context">The request; the wait ends with its caller.</param>
    /// <param name="system">The product over the store that is served.</param>
    /// <param name="id">The ticket.</param>
    /// <param name="patience">For how long; null for ever.</param>
    /// <exception cref="OperationCanceledException">The caller is gone.</exception>
    /// <exception cref="RequestRefusedException">Too many wait already.</exception>
    public static async Task<ResourceTicket?> UntilReady(HttpContext context, AllocationSystem system, long id, TimeSpan? patience)
    {
        var places = context.RequestServices.GetRequiredService<ServedStore>().Waiting;
        if (!await places.WaitAsync(TimeSpan.Zero))
            throw new RequestRefusedException(new(StatusCodes.Status503ServiceUnavailable, FailureId.Busy,
                "Too many callers wait for tickets now. Ask again later."));
        try
        {
            var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            return await Task.Factory.StartNew(() => Wait(system, id, patience, end.Token), CancellationToken.None,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            places.Release();
        }
    }

    private static ResourceTicket? Wait(AllocationSystem system, long id, TimeSpan? patience, CancellationToken cancellation)
    {
        try
        {
            return system.Tickets.Wait(id, patience, cancellation);
        }
        catch (AllocationException e) when (e is WaitTimeoutException or TicketClosedException or TicketFailedException)
        {
            return null;
        }
    }
}
