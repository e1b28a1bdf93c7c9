using System.Diagnostics;
using Allocation.Core.Allocating;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Stores;
using Microsoft.Data.Sqlite;

namespace Allocation.Core.Tests.Inventories;

/// <summary>A SQLite store and one inventory of some source and kind beside it, whose numbers are 100 to 199.</summary>
internal sealed class InventoryWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoreProvider _provider = new();
    private readonly InventorySource _source;

    /// <param name="source">File, Command, Table, Http or Own, behind the kind: <c>ByValueFile</c>.</param>
    /// <param name="fault">A fault of the command's program, such as <c>allocate:hang</c>.</param>
    /// <param name="timeLimit">How long a command may take.</param>
    public InventoryWorld(string source, string fault = "", TimeSpan? timeLimit = null)
    {
        Source = source;
        _source = InventorySources.Make(source, new InventoryPlace(_folder, fault, timeLimit ?? HangLimit.Time));
        using var system = Open();
        system.Pools.Create("own", new PoolChange { From = 0, To = 100 });
        system.Pools.Create("full", new PoolChange { From = 0, To = 0 });
        if (source == "TransactionalOwn")
        {
            system.Pools.Create("north", new PoolChange { From = 100, To = 200 });
            Pool = "north";
            return;
        }

        Pool = InventoryPool.OfRegistered("ipam");
        if (_source.Settings is { } settings) system.Inventories.Register("ipam", Kind, settings);
    }

    public string Source { get; }

    public InventoryKind Kind => InventorySources.KindOf(Source);

    /// <summary>What a service calls it.</summary>
    public string Pool { get; }

    public string File => _folder.File("inventory.json");

    public static string Probe(string name) => Path.Combine(AppContext.BaseDirectory, $"Allocation.{name}.Probe.dll");

    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public string StoreText => "sqlite:" + _folder.File("store.db");

    /// <summary>What the inventory has as taken, lowest first.</summary>
    public IReadOnlyList<long> Outside => _source.Numbers ?? Held;

    /// <summary>What the ledger holds of it, lowest first.</summary>
    public IReadOnlyList<long> Held
    {
        get
        {
            using var system = Open();
            return [.. system.Ledger.Query(new AllocationQuery { Pool = Pool, State = AllocationState.Active }).Select(a => a.Value!.Value)];
        }
    }

    public IReadOnlyList<VlanService> Services
    {
        get
        {
            using var system = Open();
            return [.. system.VlanServices.Find(new NamePattern("*"))];
        }
    }

    public IReadOnlyList<IntentRecord> Intents
    {
        get
        {
            using var store = OpenStore();
            return store.Read(session => session.Intents.All());
        }
    }

    public IReadOnlyList<AllocationLeak> Leaks
    {
        get
        {
            using var system = Open();
            return [.. system.Leaks.Find()];
        }
    }

    public AllocationSystem Open(TimeProvider? clock = null, TimeSpan? patience = null)
    {
        var scripts = new SessionInventories();
        if (_source.InSession is { } script) scripts.Of(StoreUri.Parse(StoreText, _folder.Path)).Put(script);
        return new(patience is { } limit ? new RetryingStore(OpenStore(), limit) : OpenStore(), clock, sql: _provider, scripts: scripts);
    }

    public IAllocationStore OpenStore() => _provider.Open(StoreUri.Parse(StoreText, _folder.Path));

    /// <summary>Somebody else takes numbers in the inventory.</summary>
    public void TakeByOthers(params long[] numbers) => _source.TakeByOthers(numbers);

    public VlanServiceRequest Request(string name) => new(name) { NorthPool = Pool, SouthPool = "own" };

    /// <summary>Runs the probe to its end, which may be its death.</summary>
    public static int Run(params string[] arguments)
    {
        using var process = Start(null, arguments);
        return EndOf(process);
    }

    /// <summary>Waits for the end of a probe.</summary>
    public static int EndOf(Process probe)
    {
        probe.StandardError.ReadToEnd();
        probe.WaitForExit();
        return probe.ExitCode;
    }

    /// <summary>Starts the probe for work with this inventory.</summary>
    public Process Begin(params string[] arguments) => Start(_source.ForProbe, arguments);

    public int Create(string name, string when)
    {
        using var probe = Begin("create", StoreText, name, Pool, "own", when);
        return EndOf(probe);
    }

    public int Remove(string name, string when)
    {
        using var probe = Begin("remove", StoreText, name, when);
        return EndOf(probe);
    }

    private static Process Start(string? script, string[] arguments)
    {
        var info = new ProcessStartInfo(Host, [Probe("Inventory"), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        if (script is not null) info.Environment["PROBE_SCRIPT"] = script;
        return Process.Start(info)!;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        (_source as IDisposable)?.Dispose();
        _folder.Dispose();
    }
}
