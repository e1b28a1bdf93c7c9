using System.ComponentModel;
using System.Diagnostics;
using Allocation.Core.Processes;

namespace Allocation.Core.Hooks;

/// <summary>
/// The process of a hook. On Unix it is its own session, so that neither Ctrl+C nor a closing terminal reaches it and
/// all its children can be ended together; a few lines of shell around it write its output and its status into files,
/// so that it outlives its manager and the next one still learns how it ended. On Windows this process writes them.
/// </summary>
internal sealed class HookProcess : IDisposable
{
    // Positional parameters rather than variables: a variable of the same name in the environment would change for the hook.
    // Whoever started the manager may wait for the end of its output, so nothing here keeps it open.
    // The process file is made exclusively (set -C): whoever makes it first decides whether the hook runs.
    private const string Wrapper =
        """
        exec </dev/null >>"$2" 2>&1
        __allocation_umask=$(umask)
        umask 077
        set -C
        { read -r __allocation_stat <"/proc/$$/stat"; } 2>/dev/null
        printf '%s\n%s\n' "$$" "$__allocation_stat" >"$1/process" || exit 125
        set +C
        __allocation_run=$1; shift 2
        exec 3>"$__allocation_run/output"
        umask "$__allocation_umask"
        "$@" >&3 3>&-
        __allocation_status=$?
        umask 077
        printf '%s\n' "$__allocation_status" >"$__allocation_run/status"
        exit "$__allocation_status"
        """;

    private static readonly string? s_setsid = FindSetsid();

    private readonly Process _process;
    private readonly IReadOnlyList<Thread> _copies;
    private readonly string _run;

    private HookProcess(Process process, string run, IReadOnlyList<Thread> copies)
    {
        _process = process;
        _run = run;
        _copies = copies;
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="Win32Exception">The system cannot start it.</exception>
    public static HookProcess Start(HookOrder order, string run, string log) =>
        OperatingSystem.IsWindows() ? StartOnWindows(order, run, log) : StartOnUnix(order, run, log);

    /// <summary>Waits for its end. False when it still ran after that time.</summary>
    public bool Wait(TimeSpan limit)
    {
        if (!_process.WaitForExit(limit)) return false;

        // A child that it left behind may keep the pipes open for ever.
        foreach (var copy in _copies) copy.Join(TimeSpan.FromSeconds(1));
        if (OperatingSystem.IsWindows()) File.WriteAllText(HookFiles.Status(_run), HookFiles.StatusText(_process.ExitCode));
        return true;
    }

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
        foreach (var argument in (string[])["-c", Wrapper, "sh", run, log, .. Command(order, "/bin/sh", "-c")])
            start.ArgumentList.Add(argument);
        SetEnvironment(start, order);
        return new(Process.Start(start)!, run, []);
    }

    private static HookProcess StartOnWindows(HookOrder order, string run, string log)
    {
        string[] command = [.. Command(order, Environment.GetEnvironmentVariable("ComSpec") ?? "cmd.exe", "/c")];
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (order.Command.Line is { } line) start.Arguments = "/d /s /c \"" + line + "\"";
        else foreach (var argument in command.Skip(1)) start.ArgumentList.Add(argument);
        SetEnvironment(start, order);
        var process = Process.Start(start)!;
        File.WriteAllText(HookFiles.Process(run), HookFiles.ProcessText(process.Id));
        return new(process, run,
            [Copy(process.StandardOutput.BaseStream, HookFiles.Output(run)), Copy(process.StandardError.BaseStream, log)]);
    }

    // Our own secrets stay here. A manager may itself run in a hook, whose variables are not those of its own hooks.
    private static void SetEnvironment(ProcessStartInfo start, HookOrder order)
    {
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("RESALLOC_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        ProgramEnvironment.RemoveSecrets(start.Environment, order.PassEnvironment);
        foreach (var (name, value) in order.Environment) start.Environment[name] = value;
    }

    private static IReadOnlyList<string> Command(HookOrder order, string shell, string option) =>
        order.Command.Line is { } line ? [shell, option, line] : order.Command.Arguments!;

    private static Thread Copy(Stream source, string path)
    {
        var target = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        var thread = new Thread(() =>
        {
            using (target) source.CopyTo(target);
        })
        { IsBackground = true, Name = "Hook output" };
        thread.Start();
        return thread;
    }

    // Not part of macOS; there a hook stays in the session of its manager, and only its living tree can be ended.
    private static string? FindSetsid() => OperatingSystem.IsWindows()
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "setsid"))
            .FirstOrDefault(File.Exists);
}
