using Allocation.Core.Files;
using Allocation.Core.Processes;

namespace Allocation.Core.Hooks;

/// <summary>Finds out what became of a hook whose manager is gone.</summary>
/// <param name="folder">The folder of this host.</param>
internal sealed class HookInspection(HookFolder folder)
{
    // How long a process may need from making its file to having written it.
    private static readonly TimeSpan s_writingTime = TimeSpan.FromSeconds(10);

    /// <summary>What became of it; null while it still runs, and when another manager removes what it left just now.</summary>
    /// <param name="order">What was to run; its command and environment are not looked at.</param>
    /// <param name="sameHost">Whether its manager ran on this host, so that its process would be here.</param>
    /// <param name="runningFor">
    /// How long ago it was taken on, by the time of the store. A process that can be seen is judged by how long it has really run.
    /// </param>
    public HookResult? Look(HookOrder order, bool sameHost, TimeSpan runningFor) =>
        FileErrors.UnlessGone(() => Result(order, sameHost, runningFor));

    private HookResult? Result(HookOrder order, bool sameHost, TimeSpan runningFor)
    {
        var report = new HookReport(folder);
        var run = folder.Run(order.Run);
        if (HookFiles.ReadStatus(run) is not null) return report.Read(order, HookOutcome.Interrupted, null);
        if (!sameHost) return report.Read(order, HookOutcome.Interrupted, "its manager and the machine that ran it are gone");
        if (!File.Exists(HookFiles.Process(run))) return Forbid(order.Run) ? report.Read(order, HookOutcome.NotStarted, null) : null;
        if (HookFiles.ReadProcess(run) is not { } process)
            return runningFor < s_writingTime ? null : report.Read(order, HookOutcome.Interrupted, "it was killed before it began");

        if (!IsAlive(process.Id, process.Mark))
            return report.Read(order, HookOutcome.Interrupted, "it was killed together with its manager");
        if ((ProcessMark.RunningFor(process.Id, process.Mark) ?? runningFor) < order.Limit) return null;
        ProcessGroup.Kill(process.Id);
        return report.Read(order, HookOutcome.TimedOut, $"{HookTraits.Of(order.Kind).Key} ran for longer than {order.Limit} and was ended");
    }

    private bool Forbid(string run) => HookFiles.Forbid(folder.MakeRun(run));

    // Its first process may be gone while a command of the hook still works.
    private static bool IsAlive(int process, string mark)
    {
        if (!ProcessMark.HasEnded(process, mark)) return true;
        var reused = ProcessMark.Of(process) is not null;
        return !reused && ProcessGroup.IsAlive(process);
    }
}
