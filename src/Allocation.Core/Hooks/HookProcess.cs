using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Allocation.Core.Processes;

namespace Allocation.Core.Hooks;

/// <summary>
/// The process of a hook. On Unix it is its own session, so that neither Ctrl+C nor a closing terminal reaches it and
/// all its children can be ended together. A few lines of shell around it write its output and its status into files,
/// so that it outlives its manager and the next one still learns how it ended; on Windows see <see cref="WindowsHook"/>.
/// </summary>
internal sealed class HookProcess : IDisposable
{
    // Positional parameters rather than variables: a variable of the same name in the environment would change for the hook.
    // Whoever started the manager may wait for the end of its output, so nothing here keeps it open.
    // The process file is made exclusively (set -C): whoever makes it first decides whether the hook runs.
    private const string Wrapper =
        """
        exec </dev/null >>"$2" 2>&1
        __allocation_umask=${3:-$(umask)}
        umask 077
        set -C
        { read -r __allocation_stat <"/proc/$$/stat"; } 2>/dev/null
        printf '%s\n%s\n' "$$" "$__allocation_stat" >"$1/process" || exit 125
        set +C
        __allocation_run=$1; shift 3
        exec 3>"$__allocation_run/output"
        umask "$__allocation_umask"
        "$@" >&3 3>&-
        __allocation_status=$?
        umask 077
        printf '%s\n' "$__allocation_status" >"$__allocation_run/status"
        exit "$__allocation_status"
        """;

    private static readonly string? s_setsid = FindSetsid();

    // To ask it costs the shell another process for each hook. Empty where the system does not say it: then the shell asks.
    private static readonly string s_umask = ProcessStat.OwnUmask();

    private readonly Process _process;
    private HookProcess(Process process) => _process = process;

    /// <summary>Starts it; null when another process has decided that it must not run.</summary>
    /// <exception cref="Win32Exception">The system cannot start it.</exception>
    public static HookProcess? Start(HookOrder order, string run, string log) =>
        OperatingSystem.IsWindows() ? StartOnWindows(order, run) : StartOnUnix(order, run, log);

    /// <summary>Waits for its end. False when it still ran after that time.</summary>
    public bool Wait(TimeSpan limit) => _process.WaitForExit(limit);

    /// <summary>Ends it with everything that it started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or a part of its tree, ended by itself meanwhile. The group below gets what is left.
            Trace.TraceInformation(gone.Message);
        }

        if (s_setsid is not null) ProcessGroup.Kill(_process.Id);
    }

    public void Dispose() => _process.Dispose();

    private static HookProcess StartOnUnix(HookOrder order, string run, string log)
    {
        var start = new ProcessStartInfo(s_setsid ?? "/bin/sh") { UseShellExecute = false };
        if (s_setsid is not null) start.ArgumentList.Add("/bin/sh");
        foreach (var argument in (string[])["-c", Wrapper, "sh", run, log, s_umask, .. Command(order)])
            start.ArgumentList.Add(argument);
        SetEnvironment(start, order);
        return new(Process.Start(start)!);
    }

    private static HookProcess? StartOnWindows(HookOrder order, string run)
    {
        var start = new ProcessStartInfo();
        SetEnvironment(start, order);
        WindowsHook.Fill(start, order.Command, run);

        // Whoever makes the file first decides whether the hook runs.
        if (HookFiles.Claim(run) is not { } file) return null;
        using (file)
        {
            var process = Process.Start(start)!;
            file.Write(Encoding.UTF8.GetBytes(HookFiles.ProcessText(process.Id)));
            file.Flush(flushToDisk: false);
            process.StandardInput.WriteLine(WindowsHook.Go);
            process.StandardInput.Close();
            return new(process);
        }
    }

    // Our own secrets stay here. A manager may itself run in a hook, whose variables are not those of its own hooks.
    private static void SetEnvironment(ProcessStartInfo start, HookOrder order)
    {
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("RESALLOC_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        ProgramEnvironment.RemoveSecrets(start.Environment, order.PassEnvironment);
        foreach (var (name, value) in order.Environment) start.Environment[name] = value;
    }

    private static IReadOnlyList<string> Command(HookOrder order) =>
        order.Command.Line is { } line ? ["/bin/sh", "-c", line] : order.Command.Arguments!;

    // Not part of macOS; there a hook stays in the session of its manager, and only its living tree can be ended.
    private static string? FindSetsid() => OperatingSystem.IsWindows()
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "setsid"))
            .FirstOrDefault(File.Exists);
}
