using System.CommandLine;

namespace Allocation.Cli.Tests;

/// <summary>Lists of which only ids or names are wanted, for scripts.</summary>
public sealed class BareListTests(BareListTests.Site site) : IClassFixture<BareListTests.Site>
{
    private readonly Sandbox _box = site.Box;

    [Fact]
    public void Every_list_can_be_asked_for_ids_alone()
    {
        // The history of a service and events are lists of what happened, which have no ids that anything takes.
        var lists = Commands(new AllocationCommand(), "")
            .Where(c => c.Command is StoreCommand && c.Command.Description!.Split(' ')[0] is "Lists" or "Finds"
                && c.Path is not ("service history" or "events"))
            .ToList();
        Assert.Equal(["inventory list", "list", "pool list", "repair list", "resource list", "service definitions", "service get",
            "ticket list", "token list", "vlan list"], lists.Select(l => l.Path).Order());
        string[] bare = ["--names", "--quiet", "-q"];
        Assert.All(lists, l =>
            Assert.Equal(bare, l.Command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)).Intersect(bare).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void No_list_has_a_heading_or_padding_when_only_names_are_wanted()
    {
        var lists = Commands(new AllocationCommand(), "")
            .Where(c => c.Command.Options.Any(o => o.Name == "--names" || o.Aliases.Contains("--names"))).ToList();
        Assert.All(lists, l =>
        {
            var lines = _box.Run([.. l.Path.Split(' '), "--names"]).Ok().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(lines, line => Assert.DoesNotContain(' ', line));
            Assert.All(lines, line => Assert.DoesNotContain(line, (string[])["Name", "Id", "ResourceId"]));
        });
        Assert.Equal(11, lists.Count);
    }

    [Theory]
    [InlineData("Name", "pool", "list")]
    [InlineData("Id", "ticket", "list")]
    [InlineData("Id", "resource", "list")]
    [InlineData("Name", "vlan", "list")]
    [InlineData("Name", "service", "get")]
    [InlineData("Name", "service", "definitions")]
    [InlineData("Name", "inventory", "list")]
    [InlineData("Id", "repair", "list")]
    [InlineData("ResourceId", "list")]
    [InlineData("ResourceId", "list", "--by-resource")]
    public void A_quiet_list_has_the_ids_of_the_whole_one_and_no_heading(string id, params string[] list)
    {
        var whole = _box.Json(list).Ok().List.Select(item => item[id]!.ToString());
        var quiet = _box.Run([.. list, "--quiet"]).Ok().Output;
        Assert.Equal(string.Concat(whole.Select(text => text + "\n")), quiet);
        Assert.Equal(quiet, _box.Run([.. list, "-q"]).Ok().Output);
        _box.Run([.. list, "--quiet", "--json"]).Misused();
    }

    [Fact]
    public void Names_are_there_where_they_are_not_the_ids_and_where_they_are()
    {
        var names = _box.Json("resource", "list").Ok().List.Select(r => (string?)r["Name"]);
        Assert.Equal(names, Lines("resource", "list", "--names"));
        foreach (var list in new string[][] { ["vlan", "list"], ["ticket", "list"], ["list"], ["list", "--by-resource"] })
            Assert.Equal(Lines([.. list, "--quiet"]), Lines([.. list, "--names"]));
        _box.Run("resource", "list", "--quiet", "--names").Misused();
        _box.Run("list", "--quiet", "--format", "blazar").Misused();
    }

    [Fact]
    public void What_a_quiet_list_writes_the_next_command_takes()
    {
        using var box = site.Box.Copy();
        string[] Ids(params string[] arguments) => box.Run(arguments).Ok().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        box.Run(["resource", "delete", "--force", .. Ids("resource", "list", "--up", "-q")]).Ok();
        box.Run(["ticket", "close", .. Ids("ticket", "list", "-q")]).Ok();
        box.Run(["vlan", "remove", .. Ids("vlan", "list", "-q")]).Ok();
        foreach (var list in new string[][] { ["ticket", "list", "-q"], ["resource", "list", "--up", "-q"], ["vlan", "list", "-q"] })
            Assert.Equal("", box.Run(list).Ok().Output);
    }

    private string[] Lines(params string[] arguments) => _box.Run(arguments).Ok().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<(string Path, Command Command)> Commands(Command command, string path) => command.Subcommands
        .Where(c => !c.Hidden)
        .SelectMany(c => Commands(c, $"{path}{c.Name} ").Prepend((path + c.Name, c)));

    /// <summary>A store with something of each kind, made once: no test but the last one, which works on a copy, changes it.</summary>
    public sealed class Site : IDisposable
    {
        public Site()
        {
            Box.Run("manager", "once").Ok();
            Box.Ticket();
            Box.Run("pool", "new", "vlan", "--from", "100", "--to", "200").Ok();
            Box.Run("vlan", "new", "web", "db").Ok();
            Box.Write("d.json", """{"name": "Note", "attributes": {"name": "string"}}""");
            Box.Run("service", "register", "d.json").Ok();
            Box.Run("service", "new", "Note", "first").Ok();
        }

        public Sandbox Box { get; } = ResourceBox.Make();

        public void Dispose() => Box.Dispose();
    }
}
