using System.Diagnostics;

namespace Allocation.Tickets.Tests.Sites;

/// <summary>The command line as a process of its own, over the store of a site.</summary>
internal sealed class ManagerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ManagerProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary><c>manager run</c>, for ever.</summary>
    public static ManagerProcess Run(Site site, params string[] options) => Start(site, ["manager", "run", .. options]);

    public static ManagerProcess Start(Site site, params string[] arguments)
    {
        var start = new ProcessStartInfo(CommandLineProgram.Words[0], [.. CommandLineProgram.Words.Skip(1), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ALLOCATION_STORE"] = site.StoreText;
        start.Environment["ALLOCATION_HOOK_FOLDER"] = site.Path("hooks");
        return new(Process.Start(start)!);
    }

    /// <summary>SIGKILL, to it alone: what it started goes on.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: false);
        _process.WaitForExit();
    }

    /// <summary>SIGTERM.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public (int Code, string Output, string Error) End()
    {
        Assert.True(_process.WaitForExit(HangLimit.Time), "the process never ended");
        return (_process.ExitCode, _output.Result, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
