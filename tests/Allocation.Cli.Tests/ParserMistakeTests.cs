using System.CommandLine;

namespace Allocation.Cli.Tests;

/// <summary>What the parser refuses is told with the name of what is missing or too much: tried with every command
/// and every option.</summary>
public sealed class ParserMistakeTests
{
    private static readonly AllocationCommand s_root = new();

    public static TheoryData<string> Commands => [.. Paths(s_root, "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Missing_arguments_and_words_too_many_are_named(string path)
    {
        var command = Find(path);
        var missing = command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0 && !argument.HasDefaultValue)
            .Select(argument => $"<{argument.HelpName ?? argument.Name}>").ToList();
        var said = Mistake(path);
        foreach (var argument in missing) Assert.Contains(argument, said, StringComparison.Ordinal);
        if (command.Action is null) Assert.Contains(command.Subcommands[0].Name, said, StringComparison.Ordinal);

        if (command.Subcommands.Count > 0 || command.Arguments.Any(argument => argument.Arity.MaximumNumberOfValues > 1)) return;
        var words = command.Arguments.Select((_, place) => $"w{place}").Append("behind").ToArray();
        Assert.Contains($"'behind' is too much: allocation {path} takes", Mistake(path, words), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void An_option_without_its_value_or_given_twice_is_named(string path)
    {
        foreach (var option in Find(path).Options.Where(option => option.Arity.MinimumNumberOfValues > 0))
        {
            Assert.Contains($"{option.Name} needs a value", Mistake(path, option.Name), StringComparison.Ordinal);
            if (option.Arity.MaximumNumberOfValues > 1 || option.AllowMultipleArgumentsPerToken) continue;
            Assert.Contains($"{option.Name} takes one value, not 2: '1', '2'", Mistake(path, option.Name, "1", option.Name, "2"),
                StringComparison.Ordinal);
        }
    }

    private static string Mistake(string path, params string[] words)
    {
        string[] line = [.. path.Split(' '), .. words];
        var said = AllocationCommand.Mistake(s_root.Parsed(line), line) ?? "";
        foreach (var phrase in (string[])["Required ", "Unrecognized ", "were provided", "was not provided", "expected type"])
            Assert.DoesNotContain(phrase, said, StringComparison.Ordinal);
        return said;
    }

    private static Command Find(string path) =>
        path.Split(' ').Aggregate((Command)s_root, (command, name) => command.Subcommands.Single(c => c.Name == name));

    private static IEnumerable<string> Paths(Command command, string path)
    {
        foreach (var part in command.Subcommands)
        {
            var name = path.Length == 0 ? part.Name : $"{path} {part.Name}";
            yield return name;
            foreach (var inner in Paths(part, name)) yield return inner;
        }
    }
}
