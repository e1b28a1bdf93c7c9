using System.Text.Json;
using Allocation.Core.Hooks;

namespace Allocation.Testing.Processes;

/// <summary>
/// Hooks of tests, which are lines for <c>sh</c>. On Windows the <c>sh</c> of Git for Windows reads them; where that is not installed, the
/// tests are skipped.
/// </summary>
public static class ShellHook
{
    /// <summary>Why such a test is skipped.</summary>
    public const string Reason = "hooks of tests are lines for sh, and Git for Windows, which has one, is not installed";

    private static readonly string s_git = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Git");

    private static readonly string s_shell = Path.Combine(s_git, "bin", "sh.exe");

    /// <summary>Whether there is a shell that reads them.</summary>
    public static bool IsThere => !OperatingSystem.IsWindows() || File.Exists(s_shell);

    /// <summary>What the shell writes for the process id, as the system knows it, of the child that it started last.</summary>
    public static string ChildId => OperatingSystem.IsWindows() ? "$(cat /proc/$!/winpid)" : "$!";

    /// <summary>Skips the test where no shell reads them.</summary>
    public static void Require() => Assert.SkipUnless(IsThere, Reason);

    /// <summary>The hook that is this line.</summary>
    public static HookCommand Of(string line) =>
        OperatingSystem.IsWindows() ? HookCommand.Direct([.. Words(line)]) : HookCommand.Shell(line);

    /// <summary>The same as a value in a <c>pools.yaml</c>, on one line.</summary>
    public static string Yaml(string line) =>
        OperatingSystem.IsWindows() ? JsonSerializer.Serialize(Words(line)) : JsonSerializer.Serialize(line);

    /// <summary>Words of such a line: wait until a file is there, or until its folder goes with the test.</summary>
    public static string WaitFor(string file) =>
        $"while ! test -f '{file}' && test -d '{Path.GetDirectoryName(file)}'; do sleep 0.02; done";

    /// <summary>A program that comes with the shell, such as <c>printf</c>.</summary>
    public static string Program(string name) => OperatingSystem.IsWindows() ? Path.Combine(s_git, "usr", "bin", name + ".exe") : name;

    private static string[] Words(string line) => [s_shell, "-c", line];
}
