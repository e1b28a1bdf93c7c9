using System.Text.Json.Nodes;

namespace Allocation.Cli.Tests;

/// <summary><c>events</c>: who changed what.</summary>
[StartsFirst]
public sealed class EventTests : IDisposable
{
    private readonly Sandbox _box = new();

    public EventTests()
    {
        _box.Run("pool", "new", "vlan", "--from", "9", "--to", "30").Ok();
        _box.Run("vlan", "new", "web", "--request-id", "q1").Ok();
        _box.Run("vlan", "rename", "web", "www").Ok();
    }

    public void Dispose() => _box.Dispose();

    [Fact]
    public void The_latest_come_first_with_the_command_and_who_gave_it()
    {
        var events = Events();
        Assert.Equal(["vlan rename", "vlan new", "pool new"], Texts(events, "Command"));
        Assert.Equal(["Renamed", "Created", "Created"], Texts(events, "Kind"));
        Assert.Equal(["www", "web", "vlan"], Texts(events, "Name"));
        Assert.Equal([null, "q1", null], Texts(events, "RequestId"));
        Assert.All(Texts(events, "User"), user => Assert.Equal(Environment.UserName, user));
        Assert.All(Texts(events, "Host"), host => Assert.Equal(Environment.MachineName, host));
        Assert.All(Texts(events, "Actor"), actor => Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", actor));
        Assert.Equal(["vlan"], events[1]["Pool"]!.AsArray().Select(p => (string?)p));
        var rename = events[0]["Change"]![0]!;
        Assert.Equal(("Name", "web", "www"), ((string?)rename["Property"], (string?)rename["From"], (string?)rename["To"]));
    }

    [Fact]
    public void Filters_hold_together_and_pages_have_a_beginning_and_a_size()
    {
        Assert.Equal(["www"], Texts(Events("--name", "w*", "--kind", "renamed"), "Name"));
        Assert.Equal(["web", "vlan"], Texts(Events("--pool", "VLAN", "--kind", "created"), "Name"));
        Assert.Equal(["vlan"], Texts(Events("--subject", "pool"), "Name"));
        Assert.Empty(Events("--actor", "nobody"));
        Assert.Equal(3, Events("--actor", Environment.UserName + "@*").Count);
        Assert.Equal(["web"], Texts(Events("--skip", "1", "--first", "1"), "Name"));
        Assert.Empty(Events("--from", "2099-01-01"));
        Assert.Empty(Events("--to", "2001-01-01"));
        var id = (string)Events("--kind", "renamed")[0]["SubjectId"]!;
        Assert.Equal(["www", "web"], Texts(Events("--lease-id", id), "Name"));
        _box.Run("events", "--from", "2099-01-01", "--to", "2001-01-01").Misused();
        _box.Run("events", "--kind", "guessed").Misused();
    }

    [Fact]
    public void What_fails_and_what_is_rehearsed_leaves_none()
    {
        _box.Run("vlan", "new", "other", "--north-pool", "nope").Refused(Core.Errors.ErrorKind.PoolNotFound);
        Assert.Equal(0, _box.Run("vlan", "new", "other", "--dry-run").ExitCode);
        Assert.Equal(0, _box.Run("vlan", "remove", "www", "--dry-run").ExitCode);
        Assert.Equal(3, Events().Count);
    }

    [Fact]
    public void An_import_and_a_copy_bring_the_events_along_and_leave_one()
    {
        _box.Run("store", "export", "all.json").Ok();
        _box.Run("store", "import", "all.json", "--store", "json:other.json").Ok();
        _box.Run("store", "copy", "--to", "sqlite:third.db").Ok();

        var before = Events();
        (string, string)[] moved = [("json:other.json", "store import"), ("sqlite:third.db", "store copy")];
        foreach (var (store, command) in moved)
        {
            var after = Events("--store", store);
            Assert.Equal(("Imported", "Store", command),
                ((string?)after[0]["Kind"], (string?)after[0]["Subject"], (string?)after[0]["Command"]));
            Assert.Equal(before.Select(e => e.ToJsonString()), after.Skip(1).Select(e => e.ToJsonString()));
        }
    }

    [Fact]
    public void Clearing_the_history_clears_them_and_leaves_one()
    {
        Assert.Equal(3, (long?)_box.Json("history", "clear", "--older-than", "0:00:00", "--dry-run").One["Removed"]);
        Assert.Equal(3, (long?)_box.Json("history", "clear", "--older-than", "0:00:00", "--yes").Ok().One["Removed"]);
        var left = Assert.Single(Events());
        Assert.Equal(("Cleared", "history clear"), ((string?)left["Kind"], (string?)left["Command"]));
    }

    [Fact]
    public void Every_command_that_changes_something_leaves_events_that_name_it_or_has_a_reason()
    {
        _box.Write("file.json", """{"version":1,"range":{"from":1,"to":9},"used":[3]}""");
        _box.Write("note.json",
            """{"name":"Note","attributes":{"name":"string","text":{"type":"string","modifier":"rw+","optional":true}}}""");
        _box.Write("pools.yaml", "vm:\n  cmd_new: echo token-of-the-hook\n  cmd_delete: 'true'\n  tags: [a]\n");
        string[] acts =
        [
            "pool new lab --from 1 --to 9", "pool set lab --to 20", "pool rename lab labor", "pool remove labor",
            "pool import file.json --name filed", "pool import pools.yaml", "pool pause vm", "pool drain vm",
            "vlan new shop", "vlan set shop --owner plant", "vlan rename shop store", "vlan remove store",
            "service register note.json", "service new Note n", "service set Note n --set text=x", "service undo Note n",
            "service set Note n --set text=y", "service confirm Note n", "service rename Note n m", "service remove Note m",
            "service unregister Note",
            "take vlan --name old", "set old --lifetime 1:00:00", "give old",
            "inventory register list --file file.json", "inventory unregister list",
            "pool pause vm --off", "ticket new --tag a --allow-unsatisfiable", "ticket close 1", "manager once",
            "history clear --older-than 0:00:00 --yes",
        ];
        string[] apart =
        [
            // Nothing is left to be done here; their transactions are those of the others.
            "vlan resume", "service resume", "resource delete",

            // Tried in tests of their own.
            "store copy",
        ];
        var told = new HashSet<string>();
        foreach (var act in acts)
        {
            var run = _box.Run(act.Split(' '));
            Assert.True(run.ExitCode == 0, $"{act}: {run.Error}");
            told.UnionWith(Texts(Events(), "Command")!);
        }

        var commands = new AllocationCommand().Subcommands
            .SelectMany(group => group.Subcommands.Count == 0 ? [(Path: group.Name, Command: group)]
                : group.Subcommands.Select(command => (Path: $"{group.Name} {command.Name}", Command: command)))
            .Where(found => found.Command is ChangeCommand && !found.Command.Hidden).Select(found => found.Path);
        Assert.Equal([], commands.Except(apart).Except(told));
        Assert.DoesNotContain("token-of-the-hook", _box.Run("events", "--json").Output, StringComparison.Ordinal);
    }

    private IReadOnlyList<JsonNode> Events(params string[] options) => _box.Json(["events", .. options]).Ok().List;

    private static IEnumerable<string?> Texts(IReadOnlyList<JsonNode> events, string property) => events.Select(e => (string?)e[property]);
}
