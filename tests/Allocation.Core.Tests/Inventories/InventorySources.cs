using System.Text.Json.Nodes;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Tests.Inventories.Http;
using Allocation.Probe.Inventories;
using Microsoft.Data.Sqlite;

namespace Allocation.Core.Tests.Inventories;

/// <summary>The rows of the matrix: each way to keep an inventory, whose numbers are 100 to 199. One more way is one more row.</summary>
internal static class InventorySources
{
    private static readonly (string Name, InventoryKind Kind, Func<InventoryPlace, InventorySource> Make)[] s_rows =
    [
        ("TransactionalCustom", InventoryKind.Transactional, _ => new InventorySource.Own()),
        ("TaggedFile", InventoryKind.Tagged, place => new InventorySource.PoolFile(place)),
        ("TaggedTable", InventoryKind.Tagged, place => new InventorySource.Table(place)),
        ("TaggedCommand", InventoryKind.Tagged, place => new InventorySource.Command(place)),
        ("TaggedScript", InventoryKind.Tagged, place => new InventorySource.Script(place)),
        ("TaggedHttp", InventoryKind.Tagged, place => new InventorySource.Http(place)),
        ("ByValueFile", InventoryKind.ByValue, place => new InventorySource.PoolFile(place)),
        ("ByValueTable", InventoryKind.ByValue, place => new InventorySource.Table(place)),
        ("ByValueCommand", InventoryKind.ByValue, place => new InventorySource.Command(place)),
        ("ByValueScript", InventoryKind.ByValue, place => new InventorySource.Script(place)),
        ("ByValueHttp", InventoryKind.ByValue, place => new InventorySource.Http(place)),
        ("ByIdFile", InventoryKind.ById, place => new InventorySource.PoolFile(place)),
        ("ByIdTable", InventoryKind.ById, place => new InventorySource.Table(place)),
        ("ByIdCommand", InventoryKind.ById, place => new InventorySource.Command(place)),
        ("ByIdScript", InventoryKind.ById, place => new InventorySource.Script(place)),
        ("ByIdHttp", InventoryKind.ById, place => new InventorySource.Http(place)),
    ];

    // These do not tell the claims of one attribute apart: what they find for its owner may be what the ledger holds already.
    private static readonly (string Name, InventoryKind Kind, Func<InventoryPlace, InventorySource> Make)[] s_careless =
    [
        ("OwnerTable", InventoryKind.Tagged, place => new InventorySource.OwnerTable(place, isUnique: true)),
        ("LooseOwnerTable", InventoryKind.Tagged, place => new InventorySource.OwnerTable(place, isUnique: false)),
        ("OwnerCommand", InventoryKind.Tagged, place => new InventorySource.Command(place, "Owned")),
    ];

    /// <summary>Those that keep to the protocol, the transactional pool of our own included.</summary>
    public static IEnumerable<string> All => s_rows.Select(r => r.Name);

    /// <summary>Those that are outside our store.</summary>
    public static IEnumerable<string> External => s_rows.Where(r => r.Kind != InventoryKind.Transactional).Select(r => r.Name);

    /// <summary>Those that find by owner but not by key.</summary>
    public static IEnumerable<string> Careless => s_careless.Select(r => r.Name);

    /// <summary>The kind of a row.</summary>
    public static InventoryKind KindOf(string name) => Row(name).Kind;

    /// <summary>A source of its own in a place.</summary>
    public static InventorySource Make(string name, InventoryPlace place) => Row(name).Make(place with { Kind = Row(name).Kind });

    private static (string Name, InventoryKind Kind, Func<InventoryPlace, InventorySource> Make) Row(string name) =>
        s_rows.Concat(s_careless).Single(r => r.Name == name);
}

/// <summary>Where a source may put its files, what goes wrong with it, and how long its calls may take.</summary>
internal sealed record InventoryPlace(TemporaryFolder Folder, string Fault, TimeSpan TimeLimit)
{
    public InventoryKind Kind { get; init; }

    public string File => Folder.File("inventory.json");
}

/// <summary>A way to keep an inventory.</summary>
internal abstract class InventorySource
{
    /// <summary>How it is registered; null when it is no inventory, or one of the session.</summary>
    public virtual InventorySettings? Settings => null;

    /// <summary>Itself, when it lives in this process.</summary>
    public virtual ScriptInventory? InSession => null;

    /// <summary>What a probe is told that needs it in its own process.</summary>
    public virtual string? ForProbe => null;

    /// <summary>How many commits a claim makes between its intent and the call, to write down what is known before it.</summary>
    public virtual int CommitsBeforeClaim => 0;

    /// <summary>The same for a release.</summary>
    public virtual int CommitsBeforeRelease => 0;

    /// <summary>What it has as taken, lowest first; null for our own pool.</summary>
    public abstract IReadOnlyList<long>? Numbers { get; }

    /// <summary>Somebody else takes numbers there.</summary>
    public abstract void TakeByOthers(params long[] numbers);

    internal sealed class Own : InventorySource
    {
        public override IReadOnlyList<long>? Numbers => null;

        public override void TakeByOthers(params long[] numbers) => throw new NotSupportedException("There are no others.");
    }

    internal sealed class PoolFile : InventorySource
    {
        private readonly InventoryPlace _place;

        public PoolFile(InventoryPlace place)
        {
            _place = place;
            place.Folder.Write("inventory.json", """{"range": {"from": 100, "to": 200}}""");
        }

        public override InventorySettings Settings => new FileInventorySettings(_place.File);

        public override IReadOnlyList<long> Numbers =>
            [.. new VlanPoolFile(_place.File, _place.Folder.Path).Read(CancellationToken.None).Used];

        public override void TakeByOthers(params long[] numbers)
        {
            var file = JsonNode.Parse(File.ReadAllText(_place.File))!.AsObject();
            if (_place.Kind == InventoryKind.ById)
            {
                var keyed = file["allocations"] as JsonObject ?? [];
                foreach (var number in numbers) keyed.Add("theirs-" + number, number);
                file["allocations"] = keyed.DeepClone();
            }
            else
            {
                var used = file["used"] as JsonArray ?? [];
                foreach (var number in numbers) used.Add(number);
                file["used"] = used.DeepClone();
            }

            File.WriteAllText(_place.File, file.ToJsonString());
        }
    }

    internal class Entries(InventoryPlace place) : InventorySource
    {
        protected InventoryPlace Place { get; } = place;

        public override IReadOnlyList<long> Numbers =>
            File.Exists(Place.File)
                ? [.. JsonNode.Parse(File.ReadAllText(Place.File))!.AsArray().Select(e => (long)e!["number"]!).Order()]
                : [];

        public override void TakeByOthers(params long[] numbers)
        {
            var entries = File.Exists(Place.File) ? JsonNode.Parse(File.ReadAllText(Place.File))!.AsArray() : [];
            foreach (var number in numbers) entries.Add(new JsonObject { ["number"] = number, ["id"] = "theirs-" + number });
            File.WriteAllText(Place.File, entries.ToJsonString());
        }
    }

    internal sealed class Command(InventoryPlace place, string? manner = null) : Entries(place)
    {
        // The program is written down before it is asked.
        public override int CommitsBeforeClaim => 1;

        public override int CommitsBeforeRelease => 1;

        public override InventorySettings Settings =>
            new CommandInventorySettings(InventoryWorld.Host,
                [ProbeProgram.Path, "inventory", "serve", manner ?? Place.Kind.ToString(), Place.File, Place.Fault])
            {
                CanList = true,
                TimeLimit = Place.TimeLimit,
                OutputLimit = 1 << 20,
            };
    }

    internal sealed class Script(InventoryPlace place) : Entries(place)
    {
        // What is taken already is written down where nothing is found by owner.
        public override int CommitsBeforeClaim => Place.Kind == InventoryKind.Tagged ? 0 : 1;

        public override ScriptInventory InSession => ScriptServer.Open("ipam", Place.Kind, Place.File);

        public override string ForProbe => $"{Place.Kind}|{Place.File}|{Place.Fault}";
    }

    // NetBox; where it is not asked by key, as if it could not keep one.
    internal sealed class Http : InventorySource, IDisposable
    {
        private readonly InventoryPlace _place;
        private readonly NetBox _netBox = new();
        private readonly HttpServer _server;

        public Http(InventoryPlace place)
        {
            _place = place;
            _server = new HttpServer(Answer);
        }

        public override int CommitsBeforeClaim => _place.Kind == InventoryKind.Tagged ? 0 : 1;

        public override InventorySettings Settings
        {
            get
            {
                var description = Recipes.For(_netBox, _server.Address, _place.Folder);
                if (_place.Kind != InventoryKind.Tagged) description.Remove("find");
                if (_place.Kind == InventoryKind.ByValue) description["free"]!["path"] = "by-vid/{number}/";
                description["time_limit"] = (int)_place.TimeLimit.TotalSeconds;
                return HttpInventorySettings.Parse(description.ToJsonString(), _place.Folder.Path);
            }
        }

        public override IReadOnlyList<long> Numbers => _netBox.Taken;

        public override void TakeByOthers(params long[] numbers) => _netBox.Add(numbers);

        public void Dispose() => _server.Dispose();

        private HttpReply Answer(HttpQuestion question)
        {
            var operation = question.Method switch
            {
                "POST" => "allocate",
                "DELETE" => "free",
                _ => "look",
            };
            if (_place.Fault == operation + ":pause") Pause.At(_place.File);
            var reply = _netBox.Answer(question);
            if (_place.Fault == operation + ":late-pause") Pause.At(_place.File);
            return reply;
        }
    }

    internal class Table : InventorySource
    {
        private readonly string _path;
        private readonly InventoryKind _kind;

        public Table(InventoryPlace place)
            : this(place, "") => _kind = place.Kind;

        protected Table(InventoryPlace place, string constraint)
        {
            _path = place.Folder.File("theirs.db");
            Run("CREATE TABLE allocation (id integer PRIMARY KEY AUTOINCREMENT, key text, attribute text, owner text, allocated_value " +
                $"bigint NOT NULL UNIQUE{constraint})");
        }

        public override InventorySettings Settings => _kind switch
        {
            InventoryKind.Tagged => With("key = @key", "key = @key", "owner, attribute, key"),
            InventoryKind.ById => With("id = @id", null, "id"),
            _ => With("allocated_value = @number", null, null),
        };

        public override int CommitsBeforeClaim => _kind is InventoryKind.ByValue or InventoryKind.ById ? 1 : 0;

        public override IReadOnlyList<long> Numbers => Run("SELECT allocated_value FROM allocation ORDER BY 1");

        public override void TakeByOthers(params long[] numbers)
        {
            foreach (var number in numbers) Run($"INSERT INTO allocation (allocated_value) VALUES ({number})");
        }

        protected SqlInventorySettings With(string free, string? find, string? columns)
        {
            var shown = "SELECT allocated_value AS number" + (columns is null ? "" : ", " + columns) + " FROM allocation";
            return new SqlInventorySettings(
                "sqlite:" + _path,
                $"""
                WITH RECURSIVE numbers (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM numbers WHERE n < 199)
                INSERT INTO allocation (key, attribute, owner, allocated_value)
                SELECT @key, @attribute, @owner, n FROM numbers
                WHERE n NOT IN (SELECT allocated_value FROM allocation) AND (@exactly IS NULL OR n = @exactly)
                ORDER BY n LIMIT 1
                RETURNING allocated_value AS number{(columns?.Contains("id", StringComparison.Ordinal) == true ? ", id" : "")}
                """,
                "DELETE FROM allocation WHERE " + free)
            {
                Find = find is null ? null : shown + " WHERE " + find,
                List = shown,
            };
        }

        private List<long> Run(string sql)
        {
            using var connection =
                new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var numbers = new List<long>();
            while (reader.Read()) numbers.Add(reader.GetInt64(0));
            return numbers;
        }
    }

    // As Inmanta's example has it: one row for an attribute of an owner, or as many as are asked for.
    internal sealed class OwnerTable(InventoryPlace place, bool isUnique) : Table(place, isUnique ? ", UNIQUE (attribute, owner)" : "")
    {
        public override InventorySettings Settings =>
            With("attribute = @attribute AND owner = @owner", "attribute = @attribute AND owner = @owner", "owner, attribute");
    }
}
