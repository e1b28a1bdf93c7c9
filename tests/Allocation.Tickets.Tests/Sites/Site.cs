using System.Diagnostics;
using System.Globalization;
using Allocation.Core;
using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Tickets;
using Allocation.Stores;
using Allocation.Stores.Yaml;

namespace Allocation.Tickets.Tests.Sites;

/// <summary>A fresh store with its hooks' folder and a clock, for one test.</summary>
internal sealed class Site : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly StorePlace _place;

    public Site(StorePlace? place = null, bool realClock = false)
    {
        ShellHook.Require();
        _place = place ?? new SqlitePlace();
        StoreText = _place.Make(Folder);
        Uri = StoreUri.Parse(StoreText, Folder);
        System = Open(realClock ? null : Clock);
    }

    public string Folder => _folder.Path;

    /// <summary>The store as <c>--store</c> takes it.</summary>
    public string StoreText { get; }

    public StoreUri Uri { get; }

    public ManualClock Clock { get; } = new();

    public AllocationSystem System { get; }

    public TicketService Tickets => System.Tickets;

    public string Path(string name) => _folder.File(name);

    /// <summary>The store opened once more, as another process would.</summary>
    public AllocationSystem Open(TimeProvider? clock) => Over(Reopen(), clock);

    /// <summary>The store alone, opened once more.</summary>
    public IAllocationStore Reopen() => new StoreProvider().Open(Uri);

    /// <summary>The product over a store that is open.</summary>
    public AllocationSystem Over(IAllocationStore store, TimeProvider? clock = null) =>
        new(store, clock, hooks: new HookFolder(Path("hooks")));

    /// <summary>A pool whose hooks say in the file <c>calls</c> what ran.</summary>
    public ResourcePoolStatus Pool(string name = "p", Func<ResourcePoolSettings, ResourcePoolSettings>? settings = null)
    {
        var plain = new ResourcePoolSettings
        {
            New = ShellHook.Of($"echo new $RESALLOC_NAME >> '{Path("calls")}'; echo data of $RESALLOC_ID"),
            Delete = ShellHook.Of($"echo delete $RESALLOC_NAME >> '{Path("calls")}'"),
            Tags = [new PoolTag("a")],
            Max = 4,
            MaxStarting = 4,
            MaxPrealloc = 1,
        };
        return System.ResourcePools.Create(name, settings is null ? plain : settings(plain));
    }

    public void Change(string pool, Func<ResourcePoolSettings, ResourcePoolSettings> settings) =>
        System.ResourcePools.Change(pool, settings);

    /// <summary>One pass, with all its hooks run to their end.</summary>
    public IReadOnlyList<ManagerEvent> Pass() => System.Manager.Once();

    /// <summary>Passes until nothing more happens.</summary>
    public void Settle()
    {
        for (var i = 0; i < 50; i++) if (Pass().Count == 0) return;
        throw new InvalidOperationException("The pools never come to rest.");
    }

    public ResourceTicket Ticket(params string[] tags) => Tickets.Open(new TicketRequest { Tag = tags.Length == 0 ? ["a"] : tags });

    public ResourceTicket InSandbox(string? sandbox, string tag = "a") => Tickets.Open(new TicketRequest
    {
        Tag = [tag],
        Sandbox = sandbox,
    });

    public IReadOnlyList<PoolResource> Resources(string? pool = null) => [.. System.Resources.Query(new ResourceFilter { Pool = pool })];

    public ResourcePoolStatus Status(string pool = "p") => System.ResourcePools.Find(new NamePattern(pool))[0];

    public ResourcePoolCatalog Pools => System.ResourcePools;

    public PoolsYamlFile Read(string yaml)
    {
        var path = Path("pools.yaml");
        File.WriteAllText(path, yaml);
        return PoolsYamlFile.Read(path, new PoolsYamlReader());
    }

    public IReadOnlyList<string> Calls => File.Exists(Path("calls")) ? File.ReadAllLines(Path("calls")) : [];

    /// <summary>Ends all processes of the hooks, as the end of their machine would; the manager is gone already.</summary>
    public void KillHooks()
    {
        foreach (var file in Directory.GetFiles(Path("hooks"), "process", SearchOption.AllDirectories))
        {
            var id = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
            if (OperatingSystem.IsWindows()) Process.GetProcessById(id).Kill(entireProcessTree: true);
            else Assert.Equal(0, Signal.Send(-id, Signal.Kill));
        }
    }

    public void Dispose()
    {
        System.Dispose();
        _place.Dispose();
        _folder.Dispose();
    }
}
