using System.Diagnostics;
using System.Text;

namespace Allocation.Cli.Tests;

/// <summary>A fresh folder with a store in it, in which the command line runs as a process.</summary>
public sealed class Sandbox : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);

    /// <summary>The folder; the current one of the processes.</summary>
    public string Folder => _folder.Path;

    /// <summary>Environment variables of the processes.</summary>
    public Dictionary<string, string?> Environment { get; } = new() { ["ALLOCATION_STORE"] = "sqlite:store.db", ["VLAN_POOL_FILE"] = null };

    /// <summary>Another sandbox whose folder has the same files; no process may have them open.</summary>
    public Sandbox Copy()
    {
        var copy = new Sandbox();
        foreach (var file in Directory.EnumerateFiles(Folder)) File.Copy(file, copy.PathOf(Path.GetFileName(file)));
        return copy;
    }

    /// <summary>The full path of a file in the folder.</summary>
    public string PathOf(string file) => _folder.File(file);

    /// <summary>Writes a file and gives its full path.</summary>
    public string Write(string file, string text) => _folder.Write(file, text);

    /// <summary>Begins to run a command line.</summary>
    public Process Start(params IEnumerable<string> arguments) => StartUnder([], arguments);

    /// <summary>Begins to run a command line under another program, whose command line ends where ours begins.</summary>
    public Process StartUnder(IEnumerable<string> program, IEnumerable<string> arguments)
    {
        string[] words = [.. program, .. CommandLineProgram.Words, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    internal CliRun Run(params IEnumerable<string> arguments) => Finish(Start(arguments));

    internal CliRun Json(params IEnumerable<string> arguments) => Run(arguments.Append("--json"));

    internal static CliRun Finish(Process process)
    {
        using (process)
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new CliRun(process.ExitCode, output, error.Result);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
