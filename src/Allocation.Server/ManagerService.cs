using System.Runtime.ExceptionServices;
using Allocation.Core.ResourcePools.Managing;

namespace Allocation.Server;

/// <summary>Keeps the resource pools filled as long as the server runs.</summary>
internal sealed partial class ManagerService(ServedStore store, IHostApplicationLifetime lifetime, ILogger<ManagerService> log)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task? _work;
    private ExceptionDispatchInfo? _failure;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _work = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        if (_work is not null) await _work;
    }

    /// <summary>Throws what ended it before it was asked to stop.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    // What ends it ends the server: else the pools would run empty, in silence.
    private void Work()
    {
        try
        {
            store.Reading.Manager.Run(done => Did(log, done.ToString()), PoolManager.DefaultGrace, _stop.Token,
                away => Away(log, away.Message));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, EventId = 8, Message = "{Done}")]
    private static partial void Did(ILogger log, string done);

    [LoggerMessage(Level = LogLevel.Warning, EventId = 9, Message = "{Why}")]
    private static partial void Away(ILogger log, string why);
}
