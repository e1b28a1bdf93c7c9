using System.CommandLine;
using System.CommandLine.Parsing;

namespace Allocation.Cli.Mistakes;

/// <summary>
/// The parser's own errors in our words: they name the argument, the option or the word. The parser says only that something is
/// missing. The kind of an error, its place and its count of words tell what it is. Its text, which the parser translates, is searched
/// only for words of the caller.
/// </summary>
internal static class ParserMistakes
{
    /// <summary>All mistakes of a command line, each once.</summary>
    /// <param name="parse">What the parser read.</param>
    public static string Of(ParseResult parse)
    {
        var called = $"allocation {AllocationCommand.PathOf(parse.CommandResult)}".TrimEnd();
        var options = OptionForValue.Given(parse).ToList();
        IEnumerable<string?> mistakes =
        [
            TooMuch(parse, called), Missing(parse, called), WithoutCommand(parse, called),
            .. RequiredOptions(parse).Select(option => $"{called} needs {option.Name}."), .. options.Select(Mistake),
            .. parse.Errors.Where(error => !IsOfParser(parse, error)).Select(error => error.Message),
        ];
        return string.Join(' ', mistakes.Where(mistake => mistake is not null).Distinct());
    }

    // What the methods below tell, and what is told of a command without any of its own checks.
    private static bool IsOfParser(ParseResult parse, ParseError error) => error.SymbolResult switch
    {
        CommandResult => NeedsCommand(parse)
            || parse.UnmatchedTokens.Any(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal)),
        OptionResult option => Mistake(option) is not null || RequiredOptions(parse).Contains(option.Option),
        ArgumentResult argument => IsMissing(parse, argument.Argument) || Mistake(argument.Parent as OptionResult) is not null,
        _ => false,
    };

    private static bool NeedsCommand(ParseResult parse) => parse.CommandResult.Command is { Action: null, Subcommands.Count: > 0 };

    private static string? WithoutCommand(ParseResult parse, string called) => !NeedsCommand(parse)
        ? null
        : $"{called} needs a command: " +
            $"{string.Join(", ", parse.CommandResult.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}.";

    private static IEnumerable<Option> RequiredOptions(ParseResult parse) => parse.CommandResult.Command.Options
        .Where(option => option.Required && parse.GetResult(option) is null or { Implicit: true });

    private static string? Mistake(OptionResult? option)
    {
        if (option is null) return null;
        var (count, arity) = (option.Tokens.Count, option.Option.Arity);
        if (count < arity.MinimumNumberOfValues)
            return $"{option.Option.Name} needs a value{(option.Option.HelpName is { } value ? $" <{value}>" : "")}.";
        return count <= arity.MaximumNumberOfValues
            ? null
            : $"{option.Option.Name} takes one value, not {count}: {Words(option.Tokens.Select(t => t.Value))}.";
    }

    private static string? Missing(ParseResult parse, string called)
    {
        var all = parse.CommandResult.Command.Arguments.Where(argument => !argument.Hidden).ToList();
        var missing = all.Where(argument => IsMissing(parse, argument)).ToList();
        if (missing.Count == 0) return null;
        var usage = all.Count == missing.Count ? "" : $": {called} {string.Join(' ', all.Select(Named))}";
        return $"{called} needs {string.Join(" and ", missing.Select(Named))}{usage}.";
    }

    private static string? TooMuch(ParseResult parse, string called)
    {
        var options = parse.UnmatchedTokens.Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Select(OptionHint.NameOf).Distinct().ToList();
        if (options.Count > 0) return AllocationCommand.NoOption(parse, string.Join(", ", options));
        if (parse.UnmatchedTokens.Count == 0) return null;
        var taken = parse.CommandResult.Command.Arguments.Where(argument => !argument.Hidden).Select(Named).ToList();
        var takes = taken.Count == 0 ? "options" : string.Join(' ', taken);
        return $"{Words(parse.UnmatchedTokens)} is too much: {called} takes {takes} only.";
    }

    private static bool IsMissing(ParseResult parse, Argument argument) => argument.Arity.MinimumNumberOfValues > 0
        && !argument.HasDefaultValue && parse.GetResult(argument) is null or { Tokens.Count: 0 };

    private static string Named(Argument argument) => $"<{argument.HelpName ?? argument.Name}>";

    private static string Words(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));
}
