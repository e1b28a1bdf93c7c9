using System.ComponentModel;

namespace Allocation.Core.Hooks;

/// <summary>A hook that this process started. A thread waits for its end, its limit, or a request to end it.</summary>
internal sealed class HookRun
{
    // Far more than a reader needs; a hook that prints without end must not fill the disk before its time is over.
    private const long MostPrinted = 256 * 1024 * 1024;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly HookFolder _folder;
    private readonly Action<HookResult> _ended;
    private readonly object _gate = new();
    private HookProcess? _process;
    private bool _aborted;
    private string? _flooding;

    // Into what it prints, and how long each was before it began: it may have printed all before anybody looks.
    private (string Path, long Before)[] _printed = [];

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
            var process = _process!;
            if (Wait(process))
                return report.Read(Order, _aborted ? HookOutcome.Failed : HookOutcome.Interrupted,
                    _aborted ? "it was ended because the resource has to go" : "something killed it");
            process.Kill();
            process.Wait(TimeSpan.FromSeconds(5));
            return _flooding is { } file
                ? report.Read(Order, HookOutcome.Failed,
                    $"{HookTraits.Of(Order.Kind).Key} printed more than {MostPrinted / 1024 / 1024} MB into '{file}' and was ended")
                : report.Read(Order, HookOutcome.TimedOut,
                    $"{HookTraits.Of(Order.Kind).Key} ran for longer than {Order.Limit} and was ended");
        }
        catch (Exception error) when (error is Win32Exception or IOException or UnauthorizedAccessException)
        {
            // The result goes to the resource, where people look; the hook may have begun, so nothing is taken for clean.
            return new HookResult(Order.Run, Order.Kind, Order.Pool, Order.ResourceId, HookOutcome.Failed, null,
                $"{HookTraits.Of(Order.Kind).Key} could not be run: {error.Message}");
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

    // False when its time was over, or when it filled the disk.
    private bool Wait(HookProcess process)
    {
        var end = Environment.TickCount64 + (long)Order.Limit.TotalMilliseconds;
        for (var left = Order.Limit; left > TimeSpan.Zero; left = TimeSpan.FromMilliseconds(end - Environment.TickCount64))
        {
            if (process.Wait(left < s_look ? left : s_look)) return true;
            _flooding = _printed.FirstOrDefault(file => Length(file.Path) - file.Before > MostPrinted).Path;
            if (_flooding is not null) return false;
        }

        return false;
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private bool Begin()
    {
        lock (_gate)
        {
            if (_aborted) return false;
            var run = _folder.MakeRun(Order.Run);
            var log = _folder.MakeLog(Order.ResourceId ?? 0, Order.Kind);
            _printed = Array.ConvertAll([HookFiles.Output(run), HookFiles.Errors(run), log], file => (file, Length(file)));
            _process = HookProcess.Start(Order, run, log);
            return _process is not null;
        }
    }
}
