using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Allocation.Cli.Tests;

/// <summary>Every shell block of the runbook of tickets, in order, in one shell: <c># -> x</c> says what a line puts out.</summary>
public sealed partial class RunbookTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void The_runbook_of_tickets_runs_as_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "its hooks are shell scripts");
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "tickets-runbook.md"));
        var code = string.Concat(Block().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Contains("allocation ticket wait", code, StringComparison.Ordinal);
        var command = _box.Write("allocation", $"#!/bin/sh\nexec {CommandLineProgram.ForShell} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = _box.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-eu");
        start.Environment["PATH"] = _box.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        using var shell = Process.Start(start)!;
        shell.StandardInput.Write(code);
        var run = Sandbox.Finish(shell).Ok();
        Assert.Equal(Expected().Matches(code).Select(m => m.Groups[1].Value),
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("TicketClosed: Ticket 1 is closed.\n", File.ReadAllText(_box.PathOf("why")));
        Assert.Empty(Directory.GetDirectories(_box.PathOf("machines"), "*_00000001_*"));
    }

    [GeneratedRegex("^```sh\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("# -> ?(.*?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Expected();
}
