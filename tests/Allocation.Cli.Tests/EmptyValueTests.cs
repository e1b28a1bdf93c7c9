using System.CommandLine;

namespace Allocation.Cli.Tests;

/// <summary>An empty variable of a script never means everything: tried with every option and every list of names.</summary>
public sealed class EmptyValueTests
{
    // The parser becomes slow with many trees of commands in one process.
    private static readonly AllocationCommand s_root = new();
    private static readonly string[] s_passedOn = ["--argument", "--exclude", "--reason"];

    public static TheoryData<string, string> Options =>
        [.. Leaves(s_root, "").SelectMany(c => c.Command.Options.Where(TakesValue).Select(o => (c.Path, o.Name)))];

    public static TheoryData<string> NameLists =>
        [.. Leaves(s_root, "").Where(c => !c.Path.EndsWith(" new", StringComparison.Ordinal)
        && c.Command.Arguments.Any(a => a.Name is "name" or "resource" && a.Arity.MaximumNumberOfValues > 1)).Select(c => c.Path)];

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_with_an_empty_value_is_refused_by_its_name(string command, string option)
    {
        foreach (var empty in new[] { "", "  " })
        {
            Assert.StartsWith(option + " must not have an empty value", Mistake([.. command.Split(' '), option, empty]));
        }

        Assert.StartsWith(option + " must not have an empty value", Mistake([.. command.Split(' '), option + "="]));
    }

    [Theory]
    [InlineData("--owner", "--no-owner")]
    [InlineData("--description", "--no-description")]
    [InlineData("--tag", "--no-tags")]
    public void An_empty_note_is_answered_with_what_clears_it_where_notes_are_changed(string option, string clears)
    {
        foreach (var command in new[] { "pool set", "vlan set", "service set", "set" })
            Assert.EndsWith($"or clear it with {clears}.", Mistake([.. command.Split(' '), "x", option, ""]));
        Assert.EndsWith($"or leave out {option}.", Mistake(["vlan", "new", "x", option, ""]));
    }

    [Theory]
    [MemberData(nameof(NameLists))]
    public void An_empty_name_is_refused(string command) =>
        Assert.NotNull(Mistake([.. command.Split(' '), "x", ""]));

    private static string? Mistake(string[] line) => AllocationCommand.Mistake(s_root.Parsed(line), line);

    private static bool TakesValue(Option option) =>
        option.ValueType != typeof(bool) && !s_passedOn.Contains(option.Name) && option.Arity.MaximumNumberOfValues > 0;

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path)
    {
        foreach (var part in command.Subcommands)
        {
            var name = path.Length == 0 ? part.Name : $"{path} {part.Name}";
            if (part.Subcommands.Count == 0) yield return (name, part);
            foreach (var leaf in Leaves(part, name)) yield return leaf;
        }
    }
}
