using System.Diagnostics;
using Allocation.Core.Hooks;

namespace Allocation.Tickets.Tests.Sites;

/// <summary>A manager that kills itself at one step of one kind of hook.</summary>
internal static class ProbeProcess
{
    /// <summary>Runs it to its end; see the program of the probe for the steps.</summary>
    public static void RunToDeath(Site site, HookKind kind, string step)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { ProbeProgram.Path, "tickets", site.StoreText, site.Path("hooks"), kind.ToString(), step })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var ended = process.WaitForExit(HangLimit.Time);
        if (!ended) process.Kill();
        Assert.True(ended, $"it never came to {kind} {step}");
        Assert.Equal("", error.Result);
        Assert.Equal(128 + Signal.Kill, process.ExitCode);
    }
}
