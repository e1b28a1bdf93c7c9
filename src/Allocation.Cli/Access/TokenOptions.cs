using System.CommandLine;
using System.CommandLine.Completions;
using Allocation.Core.Access;
using Allocation.Core.Errors;

namespace Allocation.Cli.Access;

/// <summary>Which file of tokens is meant.</summary>
internal static class TokenOptions
{
    /// <summary>The option.</summary>
    public static Option<string?> Make() => new("--tokens")
    {
        Description = "The file with the tokens of the server (default: tokens.json in your data folder).",
        HelpName = "FILE",
    };

    /// <summary>The names of the tokens of the file that a command line names; none of one that cannot be read.</summary>
    public static IEnumerable<CompletionItem> Names(CompletionContext context, Option<string?> option)
    {
        try
        {
            return [.. FileOf(context.ParseResult, option).Read().Select(token => token.Name)
                .Where(name => name.StartsWith(context.WordToComplete, StringComparison.OrdinalIgnoreCase))
                .Select(name => new CompletionItem(name))];
        }
        catch (Exception e) when (e is InvalidTokenException or IOException or UnauthorizedAccessException)
        {
            // Completion stays silent; the command itself reports it.
            return [];
        }
    }

    /// <summary>The file.</summary>
    public static TokenFile Read(CommandRun run, Option<string?> option) => FileOf(run.Arguments, option);

    private static TokenFile FileOf(ParseResult parse, Option<string?> option) =>
        new(parse.GetValue(option) is { Length: > 0 } path ? Path.GetFullPath(path) : TokenFile.DefaultPath);
}
