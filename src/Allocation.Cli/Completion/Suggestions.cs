using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.RegularExpressions;

namespace Allocation.Cli.Completion;

/// <summary>
/// The directive by which the scripts of <see cref="CompletionCommand"/> ask for words: <c>allocation [suggest:15] "allocation po"</c>
/// writes one word a line that may stand at that place.
/// </summary>
internal static partial class Suggestions
{
    /// <summary>Whether a command line asks for words.</summary>
    public static bool AreWanted(ParseResult parse) =>
        parse.RootCommandResult.Command is RootCommand root
        && root.Directives.OfType<SuggestDirective>().Any(d => parse.GetResult(d) is not null);

    /// <summary>The arguments with the line in a form that the parser completes: it finds no values after <c>--option=</c>, and fails
    /// at some. The length of the line stays, and so does the place in it.</summary>
    public static string[] Readable(string[] args) =>
        args is [var directive, var line] && directive.StartsWith("[suggest", StringComparison.Ordinal)
            ? [directive, EqualsOfOption().Replace(line, " ")]
            : args;

    /// <summary>Writes the words; none where the parser finds none.</summary>
    public static int Write(ParseResult parse, InvocationConfiguration invocation)
    {
        try
        {
            return parse.Invoke(invocation);
        }
        catch (InvalidOperationException)
        {
            // The parser fails so at some lines that are not complete yet; nothing is offered then.
            return ExitCodes.Ok;
        }
    }

    [GeneratedRegex("(?<= --[a-z-]+)=")]
    private static partial Regex EqualsOfOption();
}
