using System.Text;

namespace Allocation.Cli.Output;

/// <summary>Standard output, buffered; UTF-8 without a mark when it goes to a file or a pipe, whatever the console's code page
/// is.</summary>
internal sealed class StandardOutput
{
    private readonly TextWriter _writer = Console.IsOutputRedirected
        ? new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16)
        : Console.Out;

    /// <summary>Whether a person reads along.</summary>
    public static bool IsTerminal => !Console.IsOutputRedirected;

    /// <summary>Writes text as it is.</summary>
    public void Write(string text) => _writer.Write(text);

    /// <summary>Writes a line; ended by a line feed when redirected, so that the same command gives the same bytes everywhere.</summary>
    public void WriteLine(string text) => Write(IsTerminal ? text + Environment.NewLine : text + "\n");

    /// <summary>Sends what is buffered.</summary>
    public void Flush() => _writer.Flush();
}
