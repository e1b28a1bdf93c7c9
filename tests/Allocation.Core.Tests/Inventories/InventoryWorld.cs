using System.Diagnostics;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Processes;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;
using Microsoft.Data.Sqlite;

namespace Allocation.Core.Tests.Inventories;

/// <summary>A SQLite store and one inventory of some source and kind beside it, whose numbers are 100 to 199.</summary>
internal sealed class InventoryWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly StoreProvider _provider = new();
    private readonly InventorySource _source;

    // After a death some time goes by: a server may take its time for what it was asked.
    private TimeSpan _ahead;

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
        if (source == "TransactionalCustom")
        {
            system.Pools.Create("north", new PoolChange { From = 100, To = 200 });
            Pool = "north";
            return;
        }

        Pool = PoolReference.OfInventory("ipam").Text;
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
    public IReadOnlyList<long> External => _source.Numbers ?? Held;

    /// <summary>What the ledger holds of it, lowest first.</summary>
    public IReadOnlyList<long> Held
    {
        get
        {
            using var system = Open();
            return [.. system.Ledger.Query(new AllocationQuery { Pool = Pool, State = AllocationState.Active })
                .Select(a => a.Value!.Value)];
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

    /// <summary>Finds the inventory as the product does.</summary>
    public InventoryDirectory Directory => new(Scripts().Of(StoreUri.Parse(StoreText, _folder.Path)), _provider);

    private SessionInventories Scripts()
    {
        var scripts = new SessionInventories();
        if (_source.InSession is { } script) scripts.Of(StoreUri.Parse(StoreText, _folder.Path)).Put(script);
        return scripts;
    }

    public AllocationSystem Open(TimeProvider? clock = null) =>
        new(OpenStore(), clock ?? new ShiftedClock { Shift = _ahead }, sql: _provider, scripts: Scripts());

    /// <summary>What waits for a call in flight waits until it is broken off.</summary>
    public static void AssertWaits(Action<CancellationToken> work)
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(() => work(source.Token));
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
    public Process Begin(params string[] arguments)
    {
        foreach (var end in new[] { ".paused", ".go" }) System.IO.File.Delete(File + end);
        return Start(_source.ForProbe, arguments, File);
    }

    /// <summary>How many commits a claim takes, with the result.</summary>
    public int ClaimCommits => Source == "TransactionalCustom" ? 1 : 2 + _source.CommitsBeforeClaim;

    /// <summary>How many commits a release takes, with the result.</summary>
    public int ReleaseCommits => Source == "TransactionalCustom" ? 1 : 2 + _source.CommitsBeforeRelease;

    /// <summary>Every place between two commits of a claim where a probe can pause.</summary>
    public IEnumerable<string> PointsOfClaim => Between(ClaimCommits);

    /// <summary>Every place between two commits of a release where a probe can pause.</summary>
    public IEnumerable<string> PointsOfRelease => Between(ReleaseCommits);

    /// <summary>Waits until a probe, or its program, pauses; its process.</summary>
    public int WaitForPause()
    {
        Assert.True(SpinWait.SpinUntil(() => System.IO.File.Exists(File + ".paused"), HangLimit.Time), "nothing pauses");
        return int.Parse(System.IO.File.ReadAllText(File + ".paused"), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Lets whoever pauses go on.</summary>
    public void GoOn() => System.IO.File.WriteAllText(File + ".go", "");

    private static IEnumerable<string> Between(int commits) =>
        Enumerable.Range(1, commits - 1).SelectMany(k => new[] { $"pause-after:{k}", $"pause-ahead:{k + 1}" });

    // A program ends with the probe that died; until then its call is in flight.
    private int Died(int code)
    {
        using var store = OpenStore();
        var programs = store.Read(session => session.Intents.All()).Select(i => i.Call?.Program).OfType<string>()
            .Select(StartedProgram.Parse).ToList();
        Assert.True(SpinWait.SpinUntil(() => !programs.Exists(p => p.IsAlive), HangLimit.Time), "a program goes on");
        _ahead += TimeSpan.FromHours(1);
        return code;
    }

    public int Create(string name, string when)
    {
        using var probe = Begin("inventory", "create", StoreText, name, Pool, "own", when);
        return Died(EndOf(probe));
    }

    /// <summary>Makes services together that take both numbers from the inventory.</summary>
    public int CreateBatch(string prefix, int count, string when) => CreateMany("batch", prefix, count, when);

    /// <summary>Makes services one after the other that take both numbers from the inventory.</summary>
    public int CreateSeries(string prefix, int count, string when) => CreateMany("series", prefix, count, when);

    private int CreateMany(string how, string prefix, int count, string when)
    {
        using var probe = Begin("inventory", how, StoreText, prefix,
            count.ToString(System.Globalization.CultureInfo.InvariantCulture), Pool, when);
        return Died(EndOf(probe));
    }

    public int Remove(string name, string when)
    {
        using var probe = Begin("inventory", "remove", StoreText, name, when);
        return Died(EndOf(probe));
    }

    private static Process Start(string? script, string[] arguments, string? pause = null)
    {
        var info = new ProcessStartInfo(Host, [ProbeProgram.Path, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        if (script is not null) info.Environment["PROBE_SCRIPT"] = script;
        if (pause is not null) info.Environment["PROBE_PAUSE"] = pause;
        return Process.Start(info)!;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        (_source as IDisposable)?.Dispose();
        _folder.Dispose();
    }
}
