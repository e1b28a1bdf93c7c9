using System.Text.Json;
using Allocation.Core.Errors;
using Allocation.Core.Results;
using Allocation.Core.Texts;

namespace Allocation.Cli.Output;

/// <summary>Writes errors to standard error, one line each: <c>ErrorId: message</c>, or a JSON object. Below a line
/// about a file each mistake of it has an indented line.</summary>
/// <param name="json">Whether errors are wanted as JSON.</param>
/// <param name="store">Says which store is used, and why; null where none can be.</param>
internal sealed class ErrorWriter(bool json, Func<string>? store = null)
{
    private static readonly JsonSerializerOptions s_json = JsonText.For(MessageJson.Default);

    /// <summary>Writes an error.</summary>
    /// <returns>The exit code that belongs to it.</returns>
    public int Write(Exception error) => error switch
    {
        AllocationException known => Write(known.Kind.ToString(), MessageOf(known), known.Target?.ToString(),
            ExitCodes.ByKind[known.Kind], known.HasLines),
        OperationCanceledException => Write("Cancelled", "The command was interrupted.", null, ExitCodes.Cancelled),
        IOException or UnauthorizedAccessException => Write("FileFailed", error.Message, null, ExitCodes.FileFailed),
        _ => Write("Unexpected", $"{error.GetType().Name}: {error.Message}", null, ExitCodes.Unexpected),
    };

    /// <summary>Writes an error about a line of a file.</summary>
    /// <returns>The exit code that belongs to it.</returns>
    public int Write(AllocationException error, int line) =>
        Write(error.Kind.ToString(), $"Line {line}: {MessageOf(error)}", error.Target?.ToString(), ExitCodes.ByKind[error.Kind]);

    /// <summary>Writes what is wrong with the command line.</summary>
    /// <returns>The exit code that belongs to it.</returns>
    public int Usage(string message, string? target) => Write("Usage", message, target, ExitCodes.Usage);

    /// <summary>Writes that the system does not let us read or write.</summary>
    /// <returns>The exit code that belongs to it.</returns>
    public int File(string message) => Write("FileFailed", message, null, ExitCodes.FileFailed);

    /// <summary>Writes that a question was answered with no.</summary>
    /// <returns>The exit code that belongs to it.</returns>
    public int Declined() => Write("Cancelled", "The answer was no; nothing was done.", null, ExitCodes.Cancelled);

    /// <summary>Writes something that people should know although nothing failed.</summary>
    public void Warn(string message) =>
        Console.Error.WriteLine(json ? Json(new WarningLine(message)) : $"Warning: {OneLine(message)}");

    /// <summary>Writes what was done, for a command whose results are something else.</summary>
    public void Tell(string message) =>
        Console.Error.WriteLine(json ? Json(new InformationLine(message)) : OneLine(message));

    private int Write(string id, string message, string? target, int code, bool hasLines = false)
    {
        var line = json
            ? Json(new ErrorLine(new(id, message, target)))
            : $"{id}: {(hasLines ? Lines(message) : OneLine(message))}";
        Console.Error.WriteLine(line);
        return code;
    }

    // A pool that is missing is often in another store; a service that ended has a history.
    private string MessageOf(AllocationException error)
    {
        var message = error.Explain(OptionName.Of);
        return error switch
        {
            ServiceNotFoundException { Ended: { } ended } =>
                $"{message} 'allocation service history {ended.Definition} {ended.Id}' shows its history.",
            _ when store is not null && ErrorTraits.DependsOnStore(error) => $"{message} {store()}",
            _ => message,
        };
    }

    private static string Json<T>(T line) => JsonText.Line(line, s_json);

    // Lines that go on are indented, so that none of them can be taken for another error.
    private static string Lines(string message) =>
        string.Join("\n  ", message.ReplaceLineEndings("\n").Split('\n').Select(VisibleText.Of));

    private static string OneLine(string message) => VisibleText.Of(message.ReplaceLineEndings(" "));
}
