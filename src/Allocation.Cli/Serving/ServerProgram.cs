using System.Diagnostics;
using System.Runtime.InteropServices;
using Allocation.Cli.Output;

namespace Allocation.Cli.Serving;

/// <summary>The program <c>allocation-server</c>. It is one of its own: its framework would make every command start later.</summary>
internal static class ServerProgram
{
    private static readonly string s_name = OperatingSystem.IsWindows() ? "allocation-server.exe" : "allocation-server";

    /// <summary>Runs it in place of this one.</summary>
    /// <returns>Its exit code.</returns>
    /// <param name="args">Its command line.</param>
    /// <param name="json">Whether errors are wanted as JSON.</param>
    public static int Run(string[] args, bool json)
    {
        if (Find() is not { } path)
        {
            return new ErrorWriter(json).File(
                $"The program '{s_name}' is not installed: it must be in '{AppContext.BaseDirectory}', beside this program, or in " +
                "the PATH.");
        }
        if (OperatingSystem.IsWindows()) return RunBeside(path, args);

        // It becomes this process, so that it gets the signals which are sent to it.
        Replace(path, [.. args.Prepend(path).Select(Marshal.StringToCoTaskMemUTF8), 0]);
        return new ErrorWriter(json).File($"'{path}' cannot be run (error {Marshal.GetLastPInvokeError()}).");
    }

    /// <summary>Where it is: beside this program, else in the first folder of the PATH that has it; null when it is nowhere.</summary>
    internal static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Prepend(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, s_name)).FirstOrDefault(File.Exists);

    private static int RunBeside(string path, string[] args)
    {
        // Both get Ctrl+C; this one waits for the other.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        using var server = Process.Start(new ProcessStartInfo(path, args) { UseShellExecute = false })!;
        server.WaitForExit();
        return server.ExitCode;
    }

    [DllImport("libc", EntryPoint = "execv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true,
        SetLastError = true)]
    private static extern int Replace([MarshalAs(UnmanagedType.LPUTF8Str)] string path, nint[] args);
}
