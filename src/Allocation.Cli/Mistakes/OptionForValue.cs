using System.CommandLine;
using System.CommandLine.Parsing;

namespace Allocation.Cli.Mistakes;

/// <summary>
/// Finds an option that the parser took for the value of the option before it. An empty variable of a script that is not quoted leaves
/// no word, and <c>--owner $owner --dry-run</c> would change things for the owner <c>--dry-run</c>.
/// </summary>
internal static class OptionForValue
{
    /// <summary>Why the value of an option is none; null when all are.</summary>
    /// <param name="parse">What the parser read.</param>
    /// <param name="args">The words as they were typed.</param>
    public static string? Mistake(ParseResult parse, IReadOnlyList<string> args)
    {
        var known = CommandsOf(parse).SelectMany(result => result.Command.Options).SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        return (from option in Given(parse)
                from token in option.Tokens
                let word = token.Value
                where word.StartsWith("--", StringComparison.Ordinal) || known.Contains(word)
                where Joined(option, args).Count(value => value == word) < option.Tokens.Count(other => other.Value == word)
                select Text(option.Option.Name, OptionHint.NameOf(word))).FirstOrDefault();
    }

    /// <summary>The options that were typed, also those of the commands above.</summary>
    public static IEnumerable<OptionResult> Given(ParseResult parse) =>
        CommandsOf(parse).SelectMany(result => result.Children.OfType<OptionResult>()).Where(option => !option.Implicit);

    /// <summary>Whether an option was typed with nothing behind its equals sign.</summary>
    public static bool IsEmpty(OptionResult option, IReadOnlyList<string> args) =>
        option.Option.Arity.MinimumNumberOfValues > 0 && Joined(option, args).Contains("");

    private static string Text(string option, string word) =>
        $"{option} has no value: '{word}' after it is read as an option. To give it as the value, write {option}={word}";

    // The values that stand in one word with their option: --owner=--x.
    private static IEnumerable<string> Joined(OptionResult option, IReadOnlyList<string> args) =>
        from word in args.TakeWhile(word => word != "--")
        from name in NamesOf(option.Option)
        where word.Length > name.Length && word.StartsWith(name, StringComparison.Ordinal) && word[name.Length] is '=' or ':'
        select word[(name.Length + 1)..];

    private static IEnumerable<string> NamesOf(Option option) => option.Aliases.Prepend(option.Name);

    private static IEnumerable<CommandResult> CommandsOf(ParseResult parse)
    {
        for (var result = parse.CommandResult; result is not null; result = result.Parent as CommandResult) yield return result;
    }
}
