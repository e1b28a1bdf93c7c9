using System.Diagnostics;
using System.Text.Json.Nodes;
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

    /// <param name="source">File, Command, Table or Own, behind the kind: <c>ByValueFile</c>.</param>
    /// <param name="fault">A fault of the command's program, such as <c>allocate:hang</c>.</param>
    /// <param name="timeLimit">How long a command may take.</param>
    public InventoryWorld(string source, string fault = "", TimeSpan? timeLimit = null)
    {
        Source = source;
        using var system = Open();
        system.Pools.Create("own", new PoolChange { From = 0, To = 100 });
        system.Pools.Create("full", new PoolChange { From = 0, To = 0 });
        if (source == "TransactionalOwn")
        {
            system.Pools.Create("north", new PoolChange { From = 100, To = 200 });
            Pool = "north";
            return;
        }

        Pool = system.Inventories.Register("ipam", Kind, Settings(fault, timeLimit ?? TimeSpan.FromMinutes(1))).Pool;
    }

    public string Source { get; }

    public InventoryKind Kind => Enum.GetValues<InventoryKind>().Single(k => Source.StartsWith(k.ToString(), StringComparison.Ordinal));

    /// <summary>What a service calls it.</summary>
    public string Pool { get; }

    public string File => _folder.File("inventory.json");

    public static string Probe(string name) => Path.Combine(AppContext.BaseDirectory, $"Allocation.{name}.Probe.dll");

    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public string StoreText => "sqlite:" + _folder.File("store.db");

    /// <summary>What the inventory has as taken, lowest first.</summary>
    public IReadOnlyList<long> Outside => Source switch
    {
        "TransactionalOwn" => Held,
        _ when Source.EndsWith("File", StringComparison.Ordinal) => [.. new VlanPoolFile(File, _folder.Path).Read(CancellationToken.None).Used],
        _ when Source.EndsWith("Table", StringComparison.Ordinal) => Table(),
        _ => System.IO.File.Exists(File) ? [.. JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsArray().Select(e => (long)e!["number"]!).Order()] : [],
    };

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

    public AllocationSystem Open(TimeProvider? clock = null) => new(OpenStore(), clock, sql: _provider, scripts: new SessionInventories());

    public IAllocationStore OpenStore() => _provider.Open(StoreUri.Parse(StoreText, _folder.Path));

    public VlanServiceRequest Request(string name) => new(name) { NorthPool = Pool, SouthPool = "own" };

    /// <summary>Runs the probe to its end, which may be its death.</summary>
    public static int Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Host, [Probe("Inventory"), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    public int Create(string name, string when) => Run("create", StoreText, name, Pool, "own", when);

    public int Remove(string name, string when) => Run("remove", StoreText, name, when);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private InventorySettings Settings(string fault, TimeSpan timeLimit)
    {
        if (Source.EndsWith("File", StringComparison.Ordinal))
        {
            _folder.Write("inventory.json", """{"range": {"from": 100, "to": 200}}""");
            return new FileInventorySettings(File);
        }

        if (Source.EndsWith("Table", StringComparison.Ordinal)) return TableSettings();
        return new CommandInventorySettings(Host, [Probe("Inventory"), "serve", Kind.ToString(), File, fault]) { CanList = true, TimeLimit = timeLimit, OutputLimit = 1 << 20 };
    }

    private SqlInventorySettings TableSettings()
    {
        var database = _folder.File("theirs.db");
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE allocation (attribute text NOT NULL, owner text NOT NULL, allocated_value bigint NOT NULL UNIQUE, PRIMARY KEY (attribute, owner))";
        command.ExecuteNonQuery();
        return new SqlInventorySettings(
            "sqlite:" + database,
            """
            WITH RECURSIVE numbers (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM numbers WHERE n < 199)
            INSERT INTO allocation (attribute, owner, allocated_value)
            SELECT @attribute, @owner, n FROM numbers
            WHERE n NOT IN (SELECT allocated_value FROM allocation) AND (@exactly IS NULL OR n = @exactly)
            ORDER BY n LIMIT 1
            RETURNING allocated_value AS number
            """,
            "DELETE FROM allocation WHERE attribute = @attribute AND owner = @owner")
        {
            Find = "SELECT allocated_value AS number, owner, attribute FROM allocation WHERE attribute = @attribute AND owner = @owner",
            List = "SELECT allocated_value AS number, owner, attribute FROM allocation",
        };
    }

    private List<long> Table()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File("theirs.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT allocated_value FROM allocation ORDER BY 1";
        using var reader = command.ExecuteReader();
        var numbers = new List<long>();
        while (reader.Read()) numbers.Add(reader.GetInt64(0));
        return numbers;
    }
}
