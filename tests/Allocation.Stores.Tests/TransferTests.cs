using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Hooks;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Notes;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests;

/// <summary>Everything moves from one store to another, out into a document and in again, and nothing is lost.</summary>
public sealed class TransferTests
{
    private static readonly NoteSet s_notes = new() { Description = "'SCADA' \"1\" ž", Owner = "plant", Tags = ["env=prod", "site"] };

    public static TheoryData<Type, Type> Pairs { get; } = new()
    {
        { typeof(JsonFixture), typeof(SqliteFixture) },
        { typeof(SqliteFixture), typeof(JsonFixture) },
        { typeof(SqliteFixture), typeof(MemoryFixture) },
        { typeof(SqliteFixture), typeof(PostgresFixture) },
        { typeof(PostgresFixture), typeof(JsonFixture) },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_copy_is_equal_to_its_source(Type from, Type to)
    {
        using var source = Make(from);
        using var target = Make(to);
        Fill(source.Store);

        var rows = StoreTransfer.Copy(source.Store, target.Store);

        Assert.Equal(19, rows);
        Assert.Equal(source.Store.Dump(), target.Store.Dump());
    }

    [Fact]
    public void A_copy_that_is_not_there_when_the_store_is_opened_again_is_no_success()
    {
        using var folder = new TemporaryFolder();
        var (from, to) = (StoreUri.Parse("sqlite:a.db", folder.Path), StoreUri.Parse("sqlite:b.db", folder.Path));
        var provider = new StoreProvider();
        using (var source = provider.Open(from)) Fill(source);

        Assert.Throws<StoreUnavailableException>(() => StoreTransfer.Copy(new Forgetting(provider, to), from, to));

        Assert.Equal(19, StoreTransfer.Copy(provider, from, to).Rows);
    }

    [Fact]
    public void An_export_comes_back_by_import()
    {
        using var source = new SqliteFixture();
        using var target = new JsonFixture();
        Fill(source.Store);
        var document = source.Store.Dump();

        StoreTransfer.Import(target.Store, Encoding.UTF8.GetBytes(document), "export.json");

        Assert.Equal(document, target.Store.Dump());
    }

    [Fact]
    public void A_store_that_has_something_takes_no_copy_and_no_import()
    {
        using var source = new SqliteFixture();
        using var target = new JsonFixture();
        Fill(source.Store);
        target.Store.Run(s => s.Pools.Add(Rows.Pool("mine")));
        var before = target.Store.Dump();

        Assert.Throws<StoreNotEmptyException>(() => StoreTransfer.Copy(source.Store, target.Store));
        Assert.Throws<StoreNotEmptyException>(() =>
            StoreTransfer.Import(target.Store, Encoding.UTF8.GetBytes(source.Store.Dump()), "export.json"));
        Assert.Equal(before, target.Store.Dump());
    }

    [Fact]
    public void An_import_with_a_mistake_at_its_end_leaves_the_store_empty()
    {
        using var source = new SqliteFixture();
        using var target = new SqliteFixture();
        Fill(source.Store);
        var empty = target.Store.Dump();
        var damaged = source.Store.Dump().Replace("\"fingerprint\"", "\"fungerprint\"", StringComparison.Ordinal);

        Assert.Throws<StoreCorruptException>(() => StoreTransfer.Import(target.Store, Encoding.UTF8.GetBytes(damaged), "export.json"));
        Assert.Equal(empty, target.Store.Dump());
    }

    [Theory]
    [InlineData(typeof(MemoryFixture))]
    [InlineData(typeof(SqliteFixture))]
    [InlineData(typeof(PostgresFixture))]
    public void A_row_that_stands_twice_is_refused_at_once_where_it_stands(Type to)
    {
        using var source = new MemoryFixture();
        using var target = Make(to);
        Fill(source.Store);
        foreach (var section in new[] { "pools", "allocations", "services", "requests", "definitions", "history",
            "inventories", "intents" })
        {
            var document = JsonNode.Parse(source.Store.Dump())!;
            var rows = document[section]!.AsArray();
            rows.Add(rows[^1]!.DeepClone());

            // Not tried again: it would be refused again, after half a minute.
            using var store = new RetryingStore(new Unowned(target.Store), HangLimit.Time);
            var error = Assert.Throws<StoreCorruptException>(() =>
                StoreTransfer.Import(store, Encoding.UTF8.GetBytes(document.ToJsonString()), "export.json"));
            Assert.Contains($"{section}[{rows.Count - 1}]", error.Message, StringComparison.Ordinal);
        }
    }

    // A fixture that skips the test does so by an exception, which must come through as it is.
    private static StoreFixture Make(Type fixture) =>
        (StoreFixture)Activator.CreateInstance(fixture,
            BindingFlags.DoNotWrapExceptions | BindingFlags.Instance | BindingFlags.Public, null, null, null)!;

    internal static void Fill(IAllocationStore store) => store.Run(s =>
    {
        s.Pools.Add(Rows.Pool() with { Excluded = [new(150, 152)], ReuseDelay = TimeSpan.FromMinutes(10), WarnAt = 80, Notes = s_notes });
        s.Pools.Add(Rows.Pool("within") with { ParentAllocation = "r1" });
        s.Pools.Add(Rows.Pool("lan") with
        {
            Gaps = [new(120, 130)],
            Notation = Core.Pools.Notations.PoolNotation.Parse("address 10.20.0.0/24"),
        });
        s.FreeRanges.Add("vlan", Rows.Free(106, 150, Rows.Noon));
        s.Cooling.Add("vlan", new(101, Rows.Noon, Rows.Noon.AddMinutes(10)));
        s.Allocations.Add(Rows.Number("r1", 100));
        s.Allocations.Add(Rows.Number("r0", 101) with { State = Core.Ledger.AllocationState.Released, EndDate = Rows.Noon });
        s.Allocations.Add(Rows.Thing("r2", "vm \"1\" ž") with { Handle = "http://x/1" });
        s.Allocations.Add(Rows.Number("r3", 105, lease: "d1") with { LeaseKind = Core.Ledger.LeaseKind.Direct });
        s.Notes.Set(NoteSubject.Lease("d1"), s_notes);
        s.Services.Add(Rows.Service("s1", "O'Hara") with
        {
            Notes = s_notes,
            Candidate = AttributeSet.Empty,
            Active = AttributeSet.Parse("{\"n\":[1,{\"x\":null}],\"t\":\"é\"}"),
            Rollback = AttributeSet.Parse("{\"n\":0}"),
            Time = new(Rows.Noon, Rows.Noon.AddDays(1)),
            Living = false,
            State = "terminated",
        });
        s.Definitions.Add(new("Wire", 2, "{ \"name\":  \"Wire\" }", Rows.Noon, Retired: true));
        s.History.Add(new("h1", "s1", Rows.Noon, "[]"));
        s.Inventories.Add(new("ipam", InventoryKind.ByValue, new FileInventorySettings("vlan.json"), Rows.Noon));
        s.Intents.Add(new()
        {
            Id = "i1",
            Purpose = IntentPurpose.Release,
            State = IntentState.Waiting,
            Pool = "ipam",
            Number = 7,
            Handle = "h",
            ReservationId = "r1",
            LeaseId = "s1",
            LeaseName = "O'Hara",
            LeaseKind = Core.Ledger.LeaseKind.Service,
            Attribute = "n",
            Caller = "c",
            Heartbeat = Rows.Noon,
            CreatedAt = Rows.Noon,
            Attempts = 3,
            NextTry = Rows.Noon.AddMinutes(1),
            Note = "it was down",
        });
        s.ResourcePools.Add(new()
        {
            Name = "vm",
            Settings = new() { New = HookCommand.Shell("echo x"), Delete = HookCommand.Shell("true") },
            CreatedAt = Rows.Noon,
        });
        s.Resources.Add(new()
        {
            Id = 1,
            Name = "vm \"1\" ž",
            Pool = "vm",
            State = ResourceState.Up,
            Tags = [new PoolTag("a", 7)],
            CreatedAt = Rows.Noon,
        });
        s.Tickets.Add(new() { Id = 1, Tag = ["a"], CreatedAt = Rows.Noon });
        s.Queue.Save(new QueueState(2, 2, 5));
        s.Queue.SaveManager(new ManagerRecord("m", "h", 4, "mark", Rows.Noon, Rows.Noon));
        s.Requests.Add(new("q1", "print", "s1", Rows.Noon));
        s.Events.Add(new()
        {
            EventId = "e1",
            Time = Rows.Noon,
            Kind = EventKind.Created,
            Subject = EventSubject.Service,
            Name = "a",
            SubjectId = "s1",
            Pool = ["vlan"],
            User = "alice",
            Host = "h",
            Program = "pwsh",
            ProcessId = 4,
            ServerUser = "ledger",
            Manager = "m",
            Command = "New-VlanService",
            RequestId = "q1",
            Change = [new("north", null, "100", "vlan"), new("Owner", "x", null)],
        });
    });

    /// <summary>One of its stores forgets the first transaction.</summary>
    private sealed class Forgetting(StoreProvider inner, StoreUri forgetful) : IStoreProvider
    {
        private bool _hasForgotten;

        public IAllocationStore Open(StoreUri uri, CancellationToken cancellation = default)
        {
            var store = inner.Open(uri, cancellation);
            if (uri != forgetful || _hasForgotten) return store;
            _hasForgotten = true;
            var forgetting = new ForgetfulStore(store);
            for (var i = 0; i < 4; i++) forgetting.Run(_ => true);
            return forgetting;
        }

        public IAllocationStore? OpenIfExists(StoreUri uri, CancellationToken cancellation = default) =>
            inner.OpenIfExists(uri, cancellation);

        public IAllocationStore CopyInMemory(StoreUri uri, IAllocationStore? store, CancellationToken cancellation = default) =>
            inner.CopyInMemory(uri, store, cancellation);

        public IInventory Open(string pool, InventoryKind kind, SqlInventorySettings settings) => inner.Open(pool, kind, settings);
    }
}
