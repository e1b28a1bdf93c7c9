using System.ComponentModel;
using System.Diagnostics;

namespace Allocation.Core.Processes;

/// <summary>
/// How a program is started so that it ends with us. On Linux <c>setsid</c> gives it its own process group and <c>setpriv</c> asks
/// the kernel to kill it when the thread that started it ends, which waits for it. Elsewhere, and where these tools are missing, a
/// program may outlive us; then only its process, which is written down, tells.
/// </summary>
internal static class ProgramStart
{
    private const string Setsid = "/usr/bin/setsid";
    private const string Setpriv = "/usr/bin/setpriv";

    private static readonly Lazy<bool> s_canEndWithUs = new(Probe);

    /// <summary>Whether programs get their own group and end with us.</summary>
    public static bool EndsWithUs => s_canEndWithUs.Value;

    /// <summary>Puts a program and its arguments into the way to start it.</summary>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static void Fill(ProcessStartInfo info, string program, IReadOnlyList<string> arguments)
    {
        if (!EndsWithUs)
        {
            info.FileName = program;
            foreach (var argument in arguments) info.ArgumentList.Add(argument);
            return;
        }

        // The tools would say only by an exit code that there is no such program.
        var path = Find(program) ?? throw new Win32Exception(2);
        info.FileName = Setsid;
        foreach (var argument in (string[])[Setpriv, "--pdeathsig", "KILL", "--", path, .. arguments]) info.ArgumentList.Add(argument);
    }

    // As the runtime looks for it without the tools: in the current folder, then on the PATH.
    private static string? Find(string program)
    {
        var here = Path.GetFullPath(program);
        if (program.Contains('/', StringComparison.Ordinal) || IsProgram(here)) return IsProgram(here) ? here : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "/bin:/usr/bin").Split(':').Where(f => f.Length > 0)
            .Select(f => Path.Combine(f, program)).FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path)
            && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    // Older and smaller versions of the tools cannot do it, so they are tried once.
    private static bool Probe()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Setsid) || !File.Exists(Setpriv)) return false;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Setsid, [Setpriv, "--pdeathsig", "KILL", "--", "/bin/true"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            if (process is null) return false;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
