using Allocation.Core.Errors;
using Allocation.Core.Texts;

namespace Allocation.Cli.Output;

/// <summary>Writes errors to standard error, one line each: <c>ErrorId: message</c>, or a JSON object.</summary>
internal sealed class ErrorWriter(bool json)
{
    /// <summary>Writes an error.</summary>
    /// <returns>The exit code that belongs to it.</returns>
    public int Write(Exception error) => error switch
    {
        AllocationException known => Write(known.Kind.ToString(), known.Message, known.Target?.ToString(), ExitCodes.ByKind[known.Kind]),
        OperationCanceledException => Write("Cancelled", "The command was interrupted.", null, ExitCodes.Cancelled),
        IOException or UnauthorizedAccessException => Write("FileFailed", error.Message, null, ExitCodes.FileFailed),
        _ => Write("Unexpected", $"{error.GetType().Name}: {error.Message}", null, ExitCodes.Unexpected),
    };

    /// <summary>Writes what is wrong with the command line.</summary>
    /// <returns>The exit code that belongs to it.</returns>
    public int Usage(string message, string? target) => Write("Usage", message, target, ExitCodes.Usage);

    /// <summary>Writes that the system does not let us read or write.</summary>
    /// <returns>The exit code that belongs to it.</returns>
    public int File(string message) => Write("FileFailed", message, null, ExitCodes.FileFailed);

    /// <summary>Writes something that people should know although nothing failed.</summary>
    public void Warn(string message) =>
        Console.Error.WriteLine(json ? JsonText.Of(new { warning = message }) : $"Warning: {OneLine(message)}");

    private int Write(string id, string message, string? target, int code)
    {
        var line = json
            ? JsonText.Of(new { error = new { id, message, target } })
            : $"{id}: {OneLine(message)}";
        Console.Error.WriteLine(line);
        return code;
    }

    private static string OneLine(string message) => VisibleText.Of(message.ReplaceLineEndings(" "));
}
