using Allocation.Core.Texts;
using Spectre.Console;

namespace Allocation.Cli.Output;

/// <summary>Writes results to standard output, as tables or as JSON.</summary>
internal sealed class ResultWriter(bool json)
{
    private readonly StandardOutput _output = new();

    /// <summary>
    /// Begins the results of a command: one JSON array or one table; or one JSON object, for a command that was given one
    /// name. So the form depends on what was typed, never on what was found.
    /// </summary>
    public ResultList<T> List<T>(IReadOnlyList<Column<T>> columns, bool single = false) => (json, single) switch
    {
        (false, _) => Table(columns),
        (true, true) => new JsonSingle<T>(_output),
        (true, false) => new JsonList<T>(_output),
    };

    /// <summary>Begins results of which only one text each is written, a line each.</summary>
    public ResultList<T> Bare<T>(Func<T, string> text) => new BareList<T>(_output, text);

    /// <summary>Writes one result: one JSON object, or a table of one row.</summary>
    public void One<T>(T result, IReadOnlyList<Column<T>> columns)
    {
        using var list = List(columns, single: true);
        list.Add(result);
    }

    /// <summary>Writes a line of text.</summary>
    public void Line(string text = "") => _output.WriteLine(text);

    /// <summary>Writes text that came from elsewhere, without adding a line end: exactly to a file or a program, with control characters
    /// made visible on a terminal.</summary>
    public void External(string text) => _output.Write(StandardOutput.IsTerminal ? VisibleText.Lines(text) : text);

    /// <summary>Writes a line that came from elsewhere, as <see cref="External"/> does.</summary>
    public void ExternalLine(string text) => _output.WriteLine(StandardOutput.IsTerminal ? VisibleText.Of(text) : text);

    /// <summary>Sends what is buffered.</summary>
    public void Flush() => _output.Flush();

    private TableList<T> Table<T>(IReadOnlyList<Column<T>> columns) =>
        StandardOutput.IsTerminal ? new DrawnTable<T>(columns, AnsiConsole.Console) : new PlainTable<T>(_output, columns);
}
