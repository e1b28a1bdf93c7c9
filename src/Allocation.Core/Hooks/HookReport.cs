using System.Text;

namespace Allocation.Core.Hooks;

/// <summary>Reads what a hook left in the folder of its run, and writes its output into its log.</summary>
internal sealed class HookReport(HookFolder folder)
{
    // Enough to see what went wrong; it is held in memory once.
    private const int LogLimit = 1024 * 1024;

    /// <summary>The result of a run that is over.</summary>
    /// <param name="order">What was to run; of its command and environment nothing is read.</param>
    /// <param name="outcome">How it ended, as far as the caller knows; a status that was written decides otherwise only for
    /// <see cref="HookOutcome.Interrupted"/>.</param>
    /// <param name="problem">What went wrong, as far as the caller knows.</param>
    public HookResult Read(HookOrder order, HookOutcome outcome, string? problem)
    {
        var run = folder.Run(order.Run);
        var log = folder.Log(order.ResourceId ?? 0, order.Kind);
        if (outcome == HookOutcome.Interrupted && HookFiles.ReadStatus(run) is { } status)
        {
            outcome = status == 0 ? HookOutcome.Succeeded : HookOutcome.Failed;
            problem = status == 0 ? null : $"{HookTraits.Of(order.Kind).Key} ended with status {status}, see {log}";
        }

        string? output = null;
        try
        {
            if (File.Exists(HookFiles.Output(run))) output = Keep(order, run);
        }
        catch (DecoderFallbackException)
        {
            if (outcome == HookOutcome.Succeeded && order.Kind == HookKind.New)
            {
                outcome = HookOutcome.Failed;
                problem = $"{HookTraits.Of(order.Kind).Key} printed output that is not UTF-8 text, see {log}";
            }
        }

        return new(order.Run, order.Kind, order.Pool, order.ResourceId, outcome, output, problem);
    }

    // What a hook prints without end must not fill the disk a second time, and for as long as the log is kept.
    private static void CopyBeginning(FileStream output, FileStream log)
    {
        var beginning = new byte[(int)Math.Min(output.Length, LogLimit)];
        log.Write(beginning, 0, output.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false));
        if (output.Length > LogLimit) log.Write(Encoding.UTF8.GetBytes("\n" + HookOutput.TrimMarker));
    }

    // A hook that printed nothing leaves its log as it is, and saves the file system another file.
    private string? Keep(HookOrder order, string run)
    {
        using var output = Open(HookFiles.Output(run));
        using var errors = File.Exists(HookFiles.Errors(run)) ? Open(HookFiles.Errors(run)) : null;
        if ((output.Length > 0 || errors is { Length: > 0 }) && HookFiles.ClaimLog(run))
        {
            using var log = new FileStream(folder.MakeLog(order.ResourceId ?? 0, order.Kind), FileMode.Append, FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete);
            if (errors is not null) CopyBeginning(errors, log);
            CopyBeginning(output, log);
        }

        output.Position = 0;
        return HookOutput.Cut(output, order.OutputLimit, order.Kind == HookKind.List) is { Length: > 0 } text ? text : null;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
