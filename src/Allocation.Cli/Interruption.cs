using System.Runtime.InteropServices;

namespace Allocation.Cli;

/// <summary>Turns the first Ctrl+C, or request to terminate, into a cancellation, so that the command gives back what it took; a second one
/// ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly IReadOnlyList<PosixSignalRegistration> _registrations;

    /// <summary>Begins to listen.</summary>
    public Interruption()
    {
        // On Windows a closed window is SIGHUP, Ctrl+Break is SIGQUIT, and SIGTERM the end of the system. On Unix, nohup has SIGHUP
        // ignored, and SIGQUIT asks for a dump.
        PosixSignal[] signals = OperatingSystem.IsWindows()
            ? [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT]
            : [PosixSignal.SIGINT, PosixSignal.SIGTERM];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Cancel))];
    }

    /// <summary>Cancelled by an interrupt, such as Ctrl+C.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested) return;
        context.Cancel = true;
        _source.Cancel();
    }
}
