using System.ComponentModel;

namespace Allocation.Core.Hooks;

/// <summary>A hook that this process started. A thread waits for its end, its limit, or somebody who ends it.</summary>
internal sealed class HookRun
{
    private readonly HookFolder _folder;
    private readonly Action<HookResult> _ended;
    private readonly object _gate = new();
    private HookProcess? _process;
    private bool _aborted;

    private HookRun(HookFolder folder, HookOrder order, Action<HookResult> ended)
    {
        _folder = folder;
        _ended = ended;
        Order = order;
    }

    public HookOrder Order { get; }

    /// <summary>Starts it. <paramref name="ended"/> is called once, from another thread, also when it cannot be started.</summary>
    public static HookRun Start(HookFolder folder, HookOrder order, Action<HookResult> ended)
    {
        var run = new HookRun(folder, order, ended);
        new Thread(run.Drive, 256 * 1024) { IsBackground = true, Name = "Hook " + order.Run }.Start();
        return run;
    }

    /// <summary>Ends it with everything that it started.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _aborted = true;
            _process?.Kill();
        }
    }

    private void Drive() => _ended(Result());

    private HookResult Result()
    {
        var report = new HookReport(_folder);
        try
        {
            if (!Begin()) return report.Read(Order, HookOutcome.NotStarted, null);
            if (_process!.Wait(Order.Limit)) return report.Read(Order, _aborted ? HookOutcome.Failed : HookOutcome.Interrupted, _aborted ? "it was ended because the resource has to go" : "something killed it");
            _process.Kill();
            _process.Wait(TimeSpan.FromSeconds(5));
            return report.Read(Order, HookOutcome.TimedOut, $"{HookReport.Command(Order.Kind)} ran for longer than {Order.Limit} and was ended");
        }
        catch (Exception error) when (error is Win32Exception or IOException or UnauthorizedAccessException)
        {
            // The result goes to the resource, where people look; the hook may have begun, so nothing is taken for clean.
            return new HookResult(Order.Run, Order.Kind, Order.Pool, Order.ResourceId, HookOutcome.Failed, null, $"{HookReport.Command(Order.Kind)} could not be run: {error.Message}");
        }
        finally
        {
            lock (_gate)
            {
                _process?.Dispose();
                _process = null;
            }
        }
    }

    private bool Begin()
    {
        lock (_gate)
        {
            if (_aborted) return false;
            var run = _folder.MakeRun(Order.Run);
            _process = HookProcess.Start(Order, run, _folder.MakeLog(Order.ResourceId ?? 0, Order.Kind));
            return true;
        }
    }
}
