using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Allocation.Core.Hooks;

/// <summary>
/// How a hook is started on Windows, so that it outlives its manager as on Unix: <c>cmd.exe</c> runs around it and writes its output and
/// its status into files. The hook begins when the manager has written down the process and sent a line; when the manager
/// dies before that, the input ends and the hook never runs.
/// </summary>
internal static class WindowsHook
{
    /// <summary>The line that lets the hook begin.</summary>
    public const string Go = "go";

    // What cmd.exe reads in an argument of a batch file, even between quotes.
    private const string ReadByCmd = "%!^&|<>()\"\r\n";

    // The longest command line that cmd.exe takes.
    private const int MostOfCmd = 8191;

    private const string Command = "ALLOCATION_RUN_COMMAND";
    private const string Folder = "ALLOCATION_RUN_FOLDER";
    private const string Answer = "ALLOCATION_RUN_ANSWER";

    /// <summary>Puts the program around the hook, and its variables, into the way to start it.</summary>
    /// <param name="start">The way to start it, with the environment of the hook.</param>
    /// <param name="command">The hook.</param>
    /// <param name="run">The folder of the run.</param>
    /// <exception cref="Win32Exception">The command cannot be started as it is written; the message says why.</exception>
    public static void Fill(ProcessStartInfo start, HookCommand command, string run)
    {
        start.FileName = Environment.GetEnvironmentVariable("ComSpec") ?? "cmd.exe";
        start.Arguments = $"/d /v:on /s /c \"{Around(command)}\"";
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment[Command] = Text(command);
        start.Environment[Folder] = run;
    }

    // Delayed expansion (!name!) puts a value in after the line was read, so nothing in a value is read as a part of the line.
    // The console gets UTF-8, in which the output of a hook is read; otherwise echo writes the code page of old DOS programs.
    private static string Around(HookCommand command)
    {
        var hook = RunsInShell(command) ? $"\"%ComSpec%\" /d /v:off /s /c \"!{Command}!\"" : $"!{Command}!";
        return $"set /p {Answer}=&if \"!{Answer}!\"==\"{Go}\" (chcp 65001 >nul&{hook} <nul >\"!{Folder}!\\output\" 2>\"!{Folder}!\\errors\""
            + $"&echo !errorlevel!>\"!{Folder}!\\status\")";
    }

    private static string Text(HookCommand command)
    {
        if (command.Arguments is { } words && IsBatch(words[0])
            && words.FirstOrDefault(word => word.AsSpan().IndexOfAny(ReadByCmd) >= 0) is { } read)
        {
            throw new Win32Exception(0, $"'{words[0]}' is a batch file, and cmd.exe reads the characters {ReadByCmd.TrimEnd()} and "
                + $"line ends in its arguments; '{read}' must have none of them, or the hook must be one line for cmd.exe");
        }

        var text = command.Line ?? string.Join(' ', command.Arguments!.Select(Quoted));
        return text.Length < MostOfCmd
            ? text
            : throw new Win32Exception(0, $"the command has {text.Length} characters; on Windows it must have less than {MostOfCmd}");
    }

    private static bool RunsInShell(HookCommand command) => command.Arguments is not { } words || IsBatch(words[0]);

    private static bool IsBatch(string program) =>
        Path.GetExtension(program) is { Length: > 0 } end
            && (end.Equals(".cmd", StringComparison.OrdinalIgnoreCase) || end.Equals(".bat", StringComparison.OrdinalIgnoreCase));

    // As CommandLineToArgvW and the C runtime read it:
    // https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
    private static string Quoted(string argument)
    {
        if (argument.Length > 0 && argument.AsSpan().IndexOfAny(" \t\n\v\"") < 0) return argument;
        var text = new StringBuilder("\"");
        var slashes = 0;
        foreach (var character in argument)
        {
            if (character == '"') text.Append('\\', slashes + 1);
            slashes = character == '\\' ? slashes + 1 : 0;
            text.Append(character);
        }

        return text.Append('\\', slashes).Append('"').ToString();
    }
}
