using System.CommandLine;

namespace Allocation.Cli.Tests;

/// <summary>An empty variable that leaves no word never makes the next option a value: tried with every option of every command.</summary>
public sealed class OptionForValueTests : IDisposable
{
    // The parser becomes slow with many trees of commands in one process.
    private static readonly AllocationCommand s_root = new();
    private static readonly List<(string Path, IReadOnlyList<Option> Options)> s_leaves =
        [.. Leaves(s_root, [GlobalOptions.Store, GlobalOptions.Json])];

    private readonly Sandbox _box = new();

    public static TheoryData<string, string> Options => [.. s_leaves
        .SelectMany(leaf => leaf.Options.SelectMany(NamesOfValued).Select(name => (leaf.Path, name)))];

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [MemberData(nameof(Options))]
    public void A_word_that_is_an_option_is_never_the_value_of_the_option_before_it(string command, string option)
    {
        var (_, options) = s_leaves.Single(leaf => leaf.Path == command);
        foreach (var word in options.SelectMany(Names).Append("--odd").Append("--odd=true"))
        {
            var mistake = Mistake([.. command.Split(' '), option, word, "x"]);
            Assert.NotNull(mistake);
            Assert.Contains($"has no value: '{word.Split('=')[0]}' after it is read as an option", mistake, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Behind_an_equals_sign_it_is_the_value(string command, string option)
    {
        foreach (var joint in "=:")
        {
            var mistake = Mistake([.. command.Split(' '), $"{option}{joint}--dry-run"]) ?? "";
            Assert.DoesNotContain("has no value", mistake, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_value_behind_an_equals_sign_excuses_no_other_one()
    {
        Assert.Contains("--tag has no value: '--odd'",
            Mistake(["vlan", "new", "x", "--tag=--odd", "--tag", "--odd"]), StringComparison.Ordinal);
        Assert.Contains("--tag has no value: '--odd'",
            Mistake(["vlan", "new", "--tag", "--odd", "--", "--tag=--odd"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vlan", "new", "x", "--owner", "-odd")]
    [InlineData("vlan", "new", "x", "--owner", "-")]
    [InlineData("pool", "new", "x", "--from", "-1", "--to", "5")]
    [InlineData("vlan", "new", "--owner", "x", "--", "--owner", "--dry-run")]
    [InlineData("vlan", "new", "x", "--dry-run", "--json")]
    public void A_dash_of_a_value_that_is_no_option_and_of_a_name_is_none_of_this(params string[] line) => Assert.Null(Mistake(line));

    [Theory]
    [InlineData("vlan", "new", "x", "--owner", "--dry-run")]
    [InlineData("vlan", "new", "z", "--owner", "--tag", "a")]
    [InlineData("pool", "set", "vlan", "--description", "--dry-run")]
    [InlineData("pool", "import", "vp.json", "--name", "--dry-run")]
    [InlineData("take", "vlan", "--name", "--count", "2")]
    public void Nothing_is_changed(params string[] line)
    {
        _box.Run("pool", "new", "vlan", "--from", "1", "--to", "9").Ok();
        var before = _box.Json("events").Ok().Output;
        Assert.Contains("has no value", _box.Run(line).Misused().Error, StringComparison.Ordinal);
        Assert.Equal(before, _box.Json("events").Ok().Output);
    }

    [Fact]
    public void The_error_is_JSON_also_if_json_is_the_word_that_follows()
    {
        var run = _box.Run("list", "--owner", "--json").Misused();
        Assert.StartsWith("{", run.Error, StringComparison.Ordinal);
    }

    private static string? Mistake(string[] line) => AllocationCommand.Mistake(s_root.Parsed(line), line);

    private static IEnumerable<string> NamesOfValued(Option option) => option.Arity.MinimumNumberOfValues > 0 ? Names(option) : [];

    private static IEnumerable<string> Names(Option option) => option.Aliases.Prepend(option.Name);

    private static IEnumerable<(string Path, IReadOnlyList<Option> Options)> Leaves(Command command, IReadOnlyList<Option> common,
        string path = "")
    {
        foreach (var part in command.Subcommands)
        {
            var name = path.Length == 0 ? part.Name : $"{path} {part.Name}";
            if (part.Action is not null) yield return (name, [.. part.Options, .. common]);
            foreach (var leaf in Leaves(part, common, name)) yield return leaf;
        }
    }
}
