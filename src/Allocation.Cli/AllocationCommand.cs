using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Allocation.Cli.Completion;
using Allocation.Cli.Mistakes;
using Allocation.Cli.Output;

namespace Allocation.Cli;

/// <summary>The command line as a whole: what commands there are, and what a wrong one is answered with.</summary>
internal sealed class AllocationCommand : RootCommand
{
    private static readonly string[] s_mayBeEmpty = ["--argument", "--exclude", "--reason"];

    /// <summary>Declares all commands.</summary>
    internal AllocationCommand()
        : this([])
    {
    }

    // Declares the command that a line calls; all where it does not begin with the words of one.
    private AllocationCommand(ReadOnlySpan<string> line)
        : base("Allocates VLAN ids and other numbers, machines and other resources from pools, and never loses one or allocates it twice.")
    {
        Add(GlobalOptions.Store);
        Add(GlobalOptions.Json);
        AllCommands.Table.AddTo(this, line);
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] args)
    {
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        var parse = Read(Suggestions.Readable(args));
        if (Suggestions.AreWanted(parse)) return Suggestions.Write(parse, invocation);
        return Mistake(parse, args) is { } mistake ? Refuse(parse, args, mistake) : parse.Invoke(invocation);
    }

    /// <summary>Reads a command line and runs nothing.</summary>
    internal static ParseResult Read(string[] args) => new AllocationCommand(args).Parsed(args);

    /// <summary>As <see cref="Read"/>, with commands that are there already.</summary>
    internal ParseResult Parsed(string[] args)
    {
        // A name may begin with @; it never means a file of arguments.
        var parser = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        return Parse(args, parser);
    }

    /// <summary>A command as it is typed, without the program: <c>pool new</c>.</summary>
    internal static string PathOf(CommandResult command) => string.Join(' ', WordsOf(command).Reverse());

    /// <summary>Why a command line makes no sense; null when it does.</summary>
    /// <param name="parse">What the parser read.</param>
    /// <param name="args">The words as they were typed: the parser does not keep whether a value stood behind <c>=</c>.</param>
    internal static string? Mistake(ParseResult parse, IReadOnlyList<string> args)
    {
        if (OptionForValue.Mistake(parse, args) is { } swallowed) return swallowed;
        if (WrongCommand(parse) is { } wrong) return WithoutAddresses(parse, wrong);
        if (EmptyOption(parse, args) is { } empty) return $"{empty.Name} must not have an empty value. {WaysOut(parse, empty)}";
        if (EmptyName(parse) is { } name) return $"A {name} must not be empty.";
        if (parse.Action is ParseErrorAction)
            return WithoutAddresses(parse, ParserMistakes.Of(parse)) + OptionHint.For(parse);
        if (MistypedOption(parse) is not { } option) return null;
        var unknown = NoOption(parse, option) + OptionHint.For(parse);
        return option.StartsWith("--", StringComparison.Ordinal)
            ? unknown
            : $"{unknown} A name that begins with a dash must come after two dashes: -- {option}";
    }

    private static IEnumerable<string> WordsOf(CommandResult command)
    {
        for (SymbolResult? word = command; word is CommandResult { Command: not RootCommand } named; word = word.Parent)
            yield return named.Command.Name;
    }

    /// <summary>That a command has no such options.</summary>
    internal static string NoOption(ParseResult parse, string options) =>
        $"{string.Join(' ', ["allocation", .. WordsOf(parse.CommandResult).Reverse()])} has no option {options}.";

    // The parser passes over a word that it does not know, and takes the next one that is a command of the same place.
    private static string? WrongCommand(ParseResult parse)
    {
        var values = OptionForValue.Given(parse).SelectMany(option => option.Tokens).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        var at = parse.RootCommandResult.Command;
        var path = "allocation";
        foreach (var token in parse.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash))
        {
            if (token.Type == TokenType.Command)
            {
                at = at.Subcommands.FirstOrDefault(c => c.Name == token.Value) ?? at;
                path = $"{path} {token.Value}";
            }

            if (at.Subcommands.Count == 0) return null;
            if (token.Type != TokenType.Argument || values.Contains(token)) continue;
            if (token.Value.StartsWith('-')) return null;
            string[] known = [.. at.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)];
            var meant = OptionHint.For(token.Value, known);
            return $"'{token.Value}' is not a command of {path}. The commands are: {string.Join(", ", known)}.{meant}";
        }

        return null;
    }

    // The address of a store in the wrong place can hold a password, and is not repeated.
    private static string WithoutAddresses(ParseResult parse, string message) => parse.Tokens.Select(token => token.Value)
        .Where(word => word.Contains(':', StringComparison.Ordinal)
            && (word.Contains('@', StringComparison.Ordinal) || word.Contains('=', StringComparison.Ordinal)))
        .Aggregate(message, (text, word) => text.Replace(word, "...", StringComparison.Ordinal));

    // An empty variable of a script: --pool "$pool". Text that is passed on may be empty, and the core refuses empty exclusions.
    private static Option? EmptyOption(ParseResult parse, IReadOnlyList<string> args) => parse.CommandResult.Children.OfType<OptionResult>()
        .FirstOrDefault(o => !s_mayBeEmpty.Contains(o.Option.Name)
            && (o.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)) || OptionForValue.IsEmpty(o, args)))?.Option;

    private static string WaysOut(ParseResult parse, Option empty)
    {
        var none = $"--no-{empty.Name[2..]}";
        var clears = parse.CommandResult.Command.Options.FirstOrDefault(o => o.Name == none || o.Name == none + "s")?.Name;
        return clears is null
            ? $"Give a value, or leave out {empty.Name}."
            : $"Give a value, leave out {empty.Name}, or clear it with {clears}.";
    }

    private static string? EmptyName(ParseResult parse) => parse.CommandResult.Children.OfType<ArgumentResult>()
        .FirstOrDefault(a => a.Argument is ChoosingArgument && a.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))?.Argument.Name;

    // The parser takes an option that it does not know for one more name; '--keep-parital' would be made a service. A dash
    // alone is not an option anywhere: it stands for standard input or output.
    private static string? MistypedOption(ParseResult parse)
    {
        var names = parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens)
            .ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return parse.Tokens
            .TakeWhile(t => t.Type != TokenType.DoubleDash)
            .Where(t => t.Value.StartsWith('-') && t.Value != "-" && names.Contains(t))
            .Select(t => OptionHint.NameOf(t.Value))
            .FirstOrDefault();
    }

    private static int Refuse(ParseResult parse, IReadOnlyList<string> args, string why)
    {
        // An option without its value may have taken --json for it.
        var json = parse.GetResult(GlobalOptions.Json) is { Implicit: false }
            ? parse.GetValue(GlobalOptions.Json)
            : args.TakeWhile(word => word != "--").Contains(GlobalOptions.Json.Name);
        var command = parse.CommandResult.Command;
        new ErrorWriter(json).Usage(why, command.Name);
        if (command.Action is null && !json && parse.UnmatchedTokens.Count == 0)
            command.Parse("--help").Invoke(new InvocationConfiguration { Output = Console.Error });
        return ExitCodes.Usage;
    }
}
