using System.CommandLine;
using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>Command lines that make no sense, and help.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData]
    [InlineData("vlan")]
    [InlineData("pool", "new", "a")]
    [InlineData("pool", "new", "a", "--from", "x", "--to", "9")]
    [InlineData("pool", "new", "a", "--from", "1", "--to", "99999999999999999999")]
    [InlineData("pool", "new", "a", "--from", "1", "--to", "2", "--strategy", "best")]
    [InlineData("pool", "new", "a", "--from", "1", "--to", "2", "--reuse-delay", "10")]
    [InlineData("vlan", "new")]
    [InlineData("vlan", "new", "a", "--no-such-option")]
    [InlineData("vlan", "remove", "-x")]
    [InlineData("frobnicate")]
    [InlineData("tour", "--store", "sqlite:x.db")]
    [InlineData("tour", "--json")]
    [InlineData("vlan", "list", "--store", "")]
    public void A_wrong_command_line_is_refused_and_does_nothing(params string[] arguments)
    {
        _box.Run(arguments).Misused();
        Assert.Equal(["Usage"], _box.Json(arguments).Misused().ErrorIds);
        Assert.Empty(Directory.GetFileSystemEntries(_box.Folder));
    }

    [Theory]
    [InlineData("allocation")]
    [InlineData("allocation pool", "pool")]
    [InlineData("allocation vlan", "vlan")]
    [InlineData("allocation service", "service")]
    [InlineData("allocation store", "store")]
    [InlineData("allocation repair", "repair")]
    public void A_word_that_is_no_command_is_named_once_with_the_commands_there_are(string path, params string[] group)
    {
        var error = _box.Run([.. group, "frobnicate", "a", "--from", "1"]).Misused().Error;
        var command = group.Aggregate((Command)new AllocationCommand(), (at, name) => at.Subcommands.Single(c => c.Name == name));
        Assert.Contains($"'frobnicate' is not a command of {path}.", error, StringComparison.Ordinal);
        Assert.All(command.Subcommands.Where(c => !c.Hidden), known => Assert.Contains(known.Name, error, StringComparison.Ordinal));
        Assert.DoesNotContain("Unrecognized", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vlna", "allocation", "vlna", "list")]
    [InlineData("vlna", "allocation", "--store", "json:x", "vlna", "list", "--json")]
    [InlineData("lsit", "allocation vlan", "vlan", "lsit", "list")]
    [InlineData("lsit", "allocation ticket", "ticket", "lsit")]
    [InlineData("lsit", "allocation ticket", "ticket", "--tag", "list", "lsit", "list")]
    public void A_word_that_is_no_command_is_named_also_before_one_that_is(string word, string path, params string[] line)
    {
        var error = _box.Run(line).Misused().Error;
        Assert.Contains($"'{word}' is not a command of {path}. The commands are: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unrecognized", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("take", "tak", "vlan")]
    [InlineData("vlan", "vlna", "list")]
    [InlineData("rename", "pool", "rename-", "a", "b")]
    public void A_word_that_is_like_a_command_brings_that_command_to_mind(string meant, params string[] line) =>
        Assert.EndsWith($". Did you mean {meant}?", _box.Run(line).Misused().Error.Trim(), StringComparison.Ordinal);

    [Fact]
    public void A_word_that_is_like_no_command_brings_none_to_mind() =>
        Assert.DoesNotContain("Did you mean", _box.Run("frobnicate", "a").Misused().Error, StringComparison.Ordinal);

    [Fact]
    public void An_option_that_the_command_does_not_have_is_no_name_with_a_dash()
    {
        Assert.Equal("Usage: allocation vlan new has no option --if-not-exists.",
            _box.Run("vlan", "new", "csv1", "--if-not-exists").Misused().Error.Trim());
        Assert.EndsWith("allocation vlan new has no option -odd. A name that begins with a dash must come after two dashes: -- -odd",
            _box.Run("vlan", "new", "csv1", "-odd").Misused().Error.Trim());
    }

    [Fact]
    public void Options_that_do_not_exist_are_named_once_and_what_follows_them_is_not()
    {
        var error = _box.Run("pool", "new", "vm", "--new-command", "exit 1", "--max", "4").Misused().Error;
        Assert.Contains("allocation pool new has no option --new-command, --max.", error, StringComparison.Ordinal);
        Assert.Contains("pool import", error, StringComparison.Ordinal);
        Assert.DoesNotContain("exit 1", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unrecognized", error, StringComparison.Ordinal);
    }

    // Without a name of its own, help would show all words of the store in the place of the value.
    [Fact]
    public void Help_of_what_is_completed_from_the_store_shows_the_name_of_the_value()
    {
        var unnamed = All(new AllocationCommand()).SelectMany(command =>
            command.Arguments.Where(a => a.CompletionSources.Count > 0 && a.HelpName is null).Select(a => $"{command.Name} {a.Name}")
            .Concat(command.Options.Where(o => o.ValueType != typeof(bool))
                .Where(o => o.CompletionSources.Count > 0 && o.HelpName is null).Select(o => $"{command.Name} {o.Name}")));
        Assert.Empty(unnamed);
        Assert.Contains("<definition>", _box.Run("service", "new", "--help").Ok().Output, StringComparison.Ordinal);
        static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
    }

    [Theory]
    [InlineData("--from", "-1", "--to", "5")]
    [InlineData("--from", "5", "--to", "4")]
    [InlineData("--from", "0", "--to", "9", "--exclude", "x")]
    [InlineData("--from", "0", "--to", "9", "--exclude", "6-5")]
    [InlineData("--from", "0", "--to", "9", "--exclude", "")]
    [InlineData("--from", "0", "--to", "9", "--exclude", "9")]
    [InlineData("--from", "0", "--to", "9", "--reuse-delay", "-00:10:00")]
    public void Settings_that_make_no_pool_are_refused(params string[] settings) =>
        _box.Run(["pool", "new", "a", .. settings]).Refused(ErrorKind.InvalidPool);

    [Theory]
    [InlineData("store", "info", "postgres://u:SECRET@h/db")]
    [InlineData("store", "info", "postgres:Host=h;Password=SECRET")]
    [InlineData("vlan", "list", "--connection=postgres://u:SECRET@h/db")]
    [InlineData("vlan", "list", "--connection:postgres://u:SECRET@h/db")]
    [InlineData("ticket", "list", "--connection", "postgres://u:SECRET@h/db")]
    [InlineData("ticket", "list", "--connection=postgres://u:SECRET@h/db")]
    public void An_address_in_the_wrong_place_is_not_repeated(params string[] arguments)
    {
        var refused = _box.Run(arguments).Misused();
        Assert.DoesNotContain("SECRET", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", _box.Json(arguments).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--store names the store.", "ticket", "list", "--connection", "http://localhost:49100")]
    [InlineData("--store names the store.", "--connection", "x", "ticket", "list")]
    [InlineData("--store names the store.", "ticket", "--tag", "a", "--connection=x")]
    [InlineData("--store names the store.", "ticket", "close", "1", "--conection", "x")]
    [InlineData("--store names the store.", "vlan", "list", "--connection", "x")]
    [InlineData("Did you mean --store?", "resource", "list", "--stroe", "sqlite:x.db")]
    [InlineData("Did you mean --store?", "--Store", "sqlite:x.db", "pool", "list")]
    [InlineData("Did you mean --state?", "vlan", "list", "--stat", "up")]
    [InlineData("Did you mean --json?", "vlan", "new", "a", "--jsn")]
    public void An_option_that_is_near_to_one_or_that_resalloc_has_is_answered_with_ours(string hint, params string[] arguments) =>
        Assert.Contains(hint, _box.Run(arguments).Misused().Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("vlan", "list", "--frobnicate")]
    [InlineData("vlan", "new", "--", "--stroe")]
    [InlineData("pool", "set", "a", "--exclude", "--stroe", "--nothing-like-it")]
    public void An_option_that_is_near_to_none_and_a_name_and_a_value_get_no_hint(params string[] arguments)
    {
        var error = _box.Run(arguments).Error;
        Assert.DoesNotContain("Did you mean", error, StringComparison.Ordinal);
        Assert.DoesNotContain("names the store", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_there_for_every_command()
    {
        foreach (var command in new[] { "", "pool", "pool new", "pool list", "pool set", "pool remove", "pool import", "vlan", "vlan new",
            "vlan list", "vlan resume", "vlan remove", "list", "store", "store info", "tour" })
        {
            var help = _box.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Ok().Output;
            Assert.Contains("--json", help);
        }
    }

    [Fact]
    public void No_two_arguments_stand_one_way_round_in_one_command_and_the_other_way_round_in_another()
    {
        var pairs = (from command in Leaves(new AllocationCommand())
                     let names = command.Arguments.Select(argument => argument.Name).ToList()
                     from first in Enumerable.Range(0, names.Count)
                     from then in Enumerable.Range(first + 1, names.Count - first - 1)
                     select (command.Name, First: names[first], Then: names[then])).ToList();
        Assert.Contains(pairs, pair => pair is ("set", "definition", "name"));
        Assert.DoesNotContain(pairs, pair => pairs.Exists(other => other.First == pair.Then && other.Then == pair.First));
    }

    [Theory]
    [InlineData("new")]
    [InlineData("set", "--set", "text=x")]
    [InlineData("remove")]
    [InlineData("resume")]
    [InlineData("undo")]
    [InlineData("confirm")]
    [InlineData("history")]
    public void A_definition_behind_the_name_is_told_where_it_belongs(string act, params string[] more)
    {
        var file = Path.Combine(_box.Folder, "note.json");
        File.WriteAllText(file,
            """{"name": "Note", "attributes": {"name": "string", "text": {"type": "string", "optional": true, "modifier": "rw+"}}}""");
        _box.Run("service", "register", file).Ok();
        _box.Run("service", "new", "Note", "first").Ok();
        Assert.Contains("'first', but 'Note' is one: the definition comes first",
            _box.Run(["service", act, "first", "Note", .. more]).Refused(ErrorKind.DefinitionNotFound).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("comes first",
            _box.Run(["service", act, "first", "other", .. more]).Refused(ErrorKind.DefinitionNotFound).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_command_can_be_called_and_only_what_is_called_is_made()
    {
        Assert.All(Leaves(new AllocationCommand()), command =>
        {
            string[] words = [.. Path(command)];
            var called = AllocationCommand.Read([.. words, "--help"]).CommandResult.Command;

            Assert.Equal(words, Path(called));
            Assert.Equal(command.GetType(), called.GetType());
            Assert.All(Above(called), group => Assert.Single(group.Subcommands));
        });

        static IEnumerable<Command> Above(Command command) =>
            command.Parents.OfType<Command>().SelectMany(parent => Above(parent).Append(parent));
        static IEnumerable<string> Path(Command command) => Above(command).Append(command).Skip(1).Select(part => part.Name);
    }

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);
}
