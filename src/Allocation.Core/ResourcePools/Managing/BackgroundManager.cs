namespace Allocation.Core.ResourcePools.Managing;

/// <summary>A manager on its own thread, for as long as a caller waits for a ticket. Its hooks outlive it.</summary>
internal sealed class BackgroundManager : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    public BackgroundManager(PoolManager manager)
    {
        _thread = new Thread(() => Work(manager)) { IsBackground = true, Name = "Allocation pool manager" };
        _thread.Start();
    }

    /// <summary>Why it stopped by itself; null as long as it works.</summary>
    public Exception? Error { get; private set; }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Work(PoolManager manager)
    {
        try
        {
            manager.Run(null, TimeSpan.Zero, _stop.Token, wasThere: true);
        }
        catch (Exception error)
        {
            // It must not end the process; whoever waits throws it again.
            Error = error;
        }
    }
}
