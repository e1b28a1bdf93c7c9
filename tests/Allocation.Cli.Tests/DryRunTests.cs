namespace Allocation.Cli.Tests;

/// <summary><c>--dry-run</c> makes the checks of the real thing on a copy of the store, shows what would come of it, and changes
/// nothing.</summary>
public sealed class DryRunTests(DryRunTests.Site site) : IClassFixture<DryRunTests.Site>, IDisposable
{
    private const string Note = "Warning: This was a dry run: nothing was changed.\n";

    private readonly Sandbox _box = new();

    public static TheoryData<string, int, string> Commands => new()
    {
        { "pool new vlan --from 1 --to 9", 11, "PoolExists" },
        { "pool new lab --from 1 --to 9", 0, "lab" },
        { "pool set vlan --to 101", 13, "101 is held by 'web'" },
        { "pool set vlan --to 300", 0, "100-299" },
        { "pool rename vlan Spare", 11, "PoolExists" },
        { "pool rename vlan campus", 0, "campus" },
        { "pool rename vm other", 14, "InvalidPool" },
        { "pool remove vlan", 13, "3 of its numbers are held" },
        { "pool remove *", 13, "spare" },
        { "pool import file.json", 11, "PoolExists" },
        { "pool import file.json --name lab", 0, "lab" },
        { "pool import usage.csv --name vlan", 15, "line 2: 100 of pool 'vlan' cannot be taken: 'web' holds it." },
        { "pool import usage.csv --name wide", 0, "wide" },
        { "pool pause vm", 0, "vm" },
        { "vlan new web", 18, "ServiceExists" },
        { "vlan new a b", 0, "104" },
        { "vlan new a a --atomic", 18, "ServiceExists" },
        { "vlan new out --north-pool inventory:list", 0,
            "Left out of the dry run: north_vlan_id is not known, because inventory:list is not asked." },
        { "vlan remove *", 0, "terminated" },
        { "vlan rename nobody www", 19, "ServiceNotFound" },
        { "vlan rename w* www", 0, "www" },
        { "vlan set nobody --owner x", 19, "ServiceNotFound" },
        { "vlan set web --owner plant", 0, "web" },
        { "vlan resume nobody", 19, "ServiceNotFound" },
        { "service register definition.json", 0, "Note" },
        { "service unregister VlanService", 21, "InvalidDefinition" },
        { "service new VlanService web", 18, "ServiceExists" },
        { "service set VlanService web --set name=other", 20, "InvalidService" },
        { "service rename VlanService web www --version-is 1", 23, "VersionConflict" },
        { "service rename VlanService web www", 0, "www" },
        { "service remove VlanService web", 0, "terminated" },
        { "service undo VlanService web", 22, "IllegalTransition" },
        { "inventory register list --file file.json", 11, "PoolExists" },
        { "inventory unregister list", 0, "list" },
        { "take vlan --name old", 43, "AllocationExists" },
        { "take vlan --name new --count 2", 0, "104" },
        { "take vlan --name new --resource-id 100", 16, "100" },
        { "set old --lifetime 1:00:00", 0, "old" },
        { "give old", 0, "102" },
        { "give web", 44, "the service 'web'" },
        { "ticket new --tag nope", 38, "InvalidTicket" },
        { "ticket new --tag a", 0, "1" },
        { "ticket close 7", 28, "TicketNotFound" },
        { "resource delete 7", 32, "ResourceNotFound" },
        { "history clear --older-than 0:00:00", 0, "Removed\n      7" },
        { "store copy --to sqlite:store.db", 49, "not empty" },
        { "store copy --to json:new.json", 0, "new.json" },
    };

    public void Dispose() => _box.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_dry_run_ends_as_the_real_one_would_and_changes_nothing(string command, int code, string says)
    {
        using var box = site.Box.Copy();
        var run = box.Run([.. command.Split(' '), "--dry-run"]);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(says, run.Output + run.Error, StringComparison.Ordinal);
        Assert.EndsWith(Note, run.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(site.Contents, box.Run("store", "export").Ok().Output);
        Assert.False(File.Exists(box.PathOf("new.json")));
    }

    [Fact]
    public void A_dry_run_makes_no_store()
    {
        var run = _box.Run("pool", "new", "lab", "--from", "1", "--to", "9", "--dry-run");
        Assert.Equal(0, run.ExitCode);
        Assert.False(File.Exists(_box.PathOf("store.db")));
    }

    [Fact]
    public void A_dry_run_of_a_ticket_does_not_wait() =>
        Assert.Contains("--dry-run", _box.Run("ticket", "new", "--tag", "a", "--wait", "--dry-run").Misused().Error,
        StringComparison.Ordinal);

    [Fact]
    public void Every_command_that_changes_the_store_has_the_option_or_a_reason()
    {
        string[] apart =
        [
            // Read only.
            "list", "events",
            "info", "get", "free", "definitions", "history", "check", "wait", "logs", "report", "tour", "export", "completion", "serve",
            "ticket-check", "ticket-wait",

            // Run hooks, ask inventories, or read a document whole.
            "run", "once", "settle", "mend", "dismiss", "import",
        ];
        // Tokens are no part of the store.
        var commands = new AllocationCommand().Subcommands.Where(group => group.Name != "token")
            .SelectMany(group => group.Subcommands.Count == 0 ? [group] : group.Subcommands);
        Assert.All(commands, command => Assert.True(command is ChangeCommand || apart.Contains(command.Name), command.Name));
    }

    /// <summary>A store with something of each kind, made once: a test works on a copy of its files.</summary>
    public sealed class Site : IDisposable
    {
        public Site()
        {
            Box.Run("pool", "new", "vlan", "--from", "100", "--to", "200").Ok();
            Box.Run("pool", "new", "spare", "--from", "1", "--to", "9").Ok();
            Box.Run("pool", "new", "wide", "--from", "1", "--to", "900").Ok();
            Box.Run("vlan", "new", "web").Ok();
            Box.Run("take", "vlan", "--name", "old").Ok();
            Box.Write("file.json", """{"version":1,"range":{"from":1,"to":9},"used":[3]}""");
            Box.Write("definition.json", """{"name":"Note","attributes":{"name":"string"}}""");
            Box.Write("usage.csv", "number,name\n100,new\n");
            Box.Write("pools.yaml", "vm:\n  cmd_new: echo x\n  cmd_delete: 'true'\n  tags: [a]\n");
            Box.Run("inventory", "register", "list", "--file", "file.json").Ok();
            Box.Run("pool", "import", "pools.yaml").Ok();
            Contents = Box.Run("store", "export").Ok().Output;
        }

        public Sandbox Box { get; } = new();

        public string Contents { get; }

        public void Dispose() => Box.Dispose();
    }
}
