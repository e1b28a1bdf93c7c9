using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Notes;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Events;

/// <summary>Every change leaves one event, in its own transaction, and what is not changed leaves none.</summary>
public sealed class RecordingTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly MemoryStore _memory = new(StoreUri.Default);
    private readonly CommittingStore _store;
    private readonly AllocationSystem _system;

    public RecordingTests()
    {
        _store = new CommittingStore(_memory);
        _system = new AllocationSystem(new RetryingStore(_store, HangLimit.Time), _clock, random: new Random(1),
            events: new(new("alice", "web1", "pwsh", 7), "Test-Act"));
        _system.Pools.Create("vlan", new PoolChange { From = 100, To = 120 });
        Forget();
    }

    public void Dispose() => _system.Dispose();

    [Fact]
    public void A_service_is_told_with_what_it_took_who_did_it_and_the_request()
    {
        var service = _system.VlanServices.Create(new VlanServiceRequest("web") { Notes = new NoteSet { Owner = "plant" } }, "q1").Service;

        var told = Single();
        Assert.Equal((EventKind.Created, EventSubject.Service, "web", service.Id, "q1"),
            (told.Kind, told.Subject, told.Name, told.SubjectId, told.RequestId));
        Assert.Equal(("alice", "web1", "pwsh", 7, "Test-Act", "alice@web1"),
            (told.User, told.Host, told.Program, told.ProcessId, told.Command, told.Actor));
        Assert.Equal(["vlan"], told.Pool);
        Assert.Equal([new("north_vlan_id", null, "100", "vlan"), new("south_vlan_id", null, "101", "vlan")], told.Change.Take(2));
        Assert.Contains(new EventChange("Owner", null, "plant"), told.Change);
        Assert.DoesNotContain(told.Change, change => change.To == service.NorthAllocationKey || change.To == "web");
        Assert.Equal(_clock.Time, told.Time);
    }

    [Fact]
    public void Events_of_a_pool_that_never_was_are_an_error_and_those_of_a_removed_one_are_not()
    {
        Assert.Throws<PoolNotFoundException>(() => _system.Events.Query(new() { Pool = "nope" }));

        _system.Pools.Create("lan", new PoolChange { From = 1, To = 9 });
        _system.Pools.Remove("lan");
        Assert.Equal(2, _system.Events.Query(new() { Pool = "LAN" }).Count());

        Forget();
        Assert.Empty(_system.Events.Query(new() { Pool = "vlan" }));
        Assert.Empty(_system.Events.Query(new() { Pool = "inventory:ipam" }));
    }

    [Fact]
    public void A_transaction_that_runs_again_is_told_once()
    {
        var conflicts = 0;
        _store.BeforeCommit = () =>
        {
            if (conflicts++ < 2) throw new StoreConflictException("store", "another was faster");
        };

        _system.VlanServices.Create(new VlanServiceRequest("web"));

        Assert.Equal(3, conflicts);
        Assert.Equal("web", Single().Name);
    }

    [Fact]
    public void What_fails_leaves_none()
    {
        Assert.ThrowsAny<AllocationException>(() =>
            _system.VlanServices.Create(new VlanServiceRequest("web") { SouthVlanId = 500 }) is { Failure: { } failure }
                ? throw failure
                : 0);
        Assert.Throws<PoolExistsException>(() => _system.Pools.Create("VLAN", new PoolChange { From = 1, To = 2 }));
        _system.Direct.TakeAll([new("vlan", "a") { Count = 500 }]);

        Assert.Empty(Told());
    }

    [Fact]
    public void What_is_changed_back_in_one_transaction_leaves_none()
    {
        _system.Store.Run(session =>
        {
            var pool = session.Pools.Lock("vlan")!;
            session.Pools.Update(pool with { Strategy = PoolStrategy.Random });
            session.Pools.Update(pool);
            return true;
        });

        Assert.Empty(Told());
    }

    [Fact]
    public void Numbers_that_follow_each_other_are_told_as_a_range_and_what_is_given_back_in_parts_is_released_at_the_end()
    {
        var lines = _system.Direct.TakeAll(
            [new("vlan", "a") { Count = 4 }, new("vlan", "b") { Numbers = new([new(110, 112), new(115, 116)]) }]).Taken;
        var told = Told();
        Assert.Equal([("a", "100-103"), ("b", "110-111,115")], told.Select(e => (e.Name, e.Change.Single().To)));
        Assert.All(told, e => Assert.Equal((EventKind.Created, EventSubject.Direct), (e.Kind, e.Subject)));
        Forget();

        var a = lines.Where(line => line.LeaseName == "a").ToList();
        _system.Direct.GiveBack(a[1].ReservationId);
        Assert.Equal((EventKind.Changed, new EventChange("ResourceId", "101", null, "vlan")), (Single().Kind, Single().Change.Single()));
        Forget();

        _system.Direct.GiveBackAll(_system.Direct.Find(new NamePattern("a"))[0]);
        Assert.Equal((EventKind.Released, "100,102-103"), (Single().Kind, Single().Change.Single().From));
    }

    [Fact]
    public void The_notes_and_the_end_of_what_is_held_directly_are_told()
    {
        _system.Direct.TakeAll([new("vlan", "a")]);
        Forget();

        var lease = _system.Direct.Find(new NamePattern("a"))[0];
        _system.Direct.Change(lease, new LeaseTerm(Lifetime: TimeSpan.FromHours(1)), new NoteChange { Description = "x" });

        Assert.Equal((EventKind.Changed, "a"), (Single().Kind, Single().Name));
        Assert.Equal(["EndDate", "Description"], Single().Change.Select(change => change.Property));
    }

    [Fact]
    public void A_pool_that_is_renamed_is_told_under_both_names()
    {
        _system.PoolNames.Rename("vlan", "lan");

        var told = Single();
        Assert.Equal((EventKind.Renamed, "lan"), (told.Kind, told.Name));
        Assert.Equal(["lan", "vlan"], told.Pool);
        Assert.Equal(new EventChange("Name", "vlan", "lan"), told.Change.Single());
    }

    [Fact]
    public void A_pool_that_is_removed_is_told_with_what_it_was()
    {
        _system.Pools.Remove("vlan");

        Assert.Equal(EventKind.Removed, Single().Kind);
        Assert.Contains(new EventChange("Gives", "100-119", null), Single().Change);
    }

    [Theory]
    [InlineData("subnet 10.30.0.0/16 24", "Network 10.30.0.0/16, PrefixLength 24")]
    [InlineData("address 10.30.0.0/24", "Network 10.30.0.0/24")]
    [InlineData("mac 52:54:00", "MacPrefix 52:54:00")]
    [InlineData("text web-{0:000}", "Pattern web-{0:000}")]
    public void What_a_pool_gives_is_told_as_it_is_typed(string notation, string told)
    {
        _system.Pools.Create("other", new PoolChange { Notation = PoolNotation.Parse(notation) });

        string[] typed = ["Network", "PrefixLength", "MacPrefix", "Pattern"];
        Assert.Equal(told, string.Join(", ", Single().Change.Where(c => typed.Contains(c.Property)).Select(c => $"{c.Property} {c.To}")));
    }

    [Fact]
    public void A_definition_is_told_with_its_version_and_without_its_document()
    {
        _system.Definitions.Register("""{"name":"Note","attributes":{"name":"string"}}""");
        _system.Definitions.Register("""{"name":"Note","attributes":{"name":"string","secret":"string"}}""");
        _system.Definitions.Unregister("Note");

        Assert.Equal([EventKind.Removed, EventKind.Changed, EventKind.Created], Told().Select(e => e.Kind));
        Assert.Equal(new EventChange("Version", "1", "2"), Told()[1].Change.Single());
        Assert.DoesNotContain(Told(), e => e.Summary.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void The_acts_of_a_manager_name_it()
    {
        using (Recorded.ByManager("m1")) _system.VlanServices.Create(new VlanServiceRequest("web"));
        Assert.Equal("m1", Single().Manager);
    }

    [Fact]
    public void Clearing_in_many_transactions_is_one_event_with_all_that_is_removed()
    {
        for (var i = 0; i < 1200; i++) _system.Pools.Change("vlan", new PoolChange { ReuseDelay = TimeSpan.FromSeconds(i + 1) });
        _clock.Time += TimeSpan.FromHours(2);
        _system.VlanServices.Create(new VlanServiceRequest("web"));

        var before = _system.History.Before(TimeSpan.FromHours(1));
        Assert.Equal(1200, _system.History.Count(before));
        Assert.Equal(1200, _system.History.Clear(before));

        Assert.Equal([EventKind.Cleared, EventKind.Created], Told().Select(e => e.Kind).Order().Reverse());
        Assert.Equal("1200", Told().Single(e => e.Kind == EventKind.Cleared).Change.Single(c => c.Property == "Records").To);
    }

    /// <summary>Lets a test step in between the end of the work and the commit.</summary>
    private sealed class CommittingStore(IAllocationStore inner) : IAllocationStore
    {
        public Action? BeforeCommit { get; set; }

        public StoreUri Uri => inner.Uri;

        public int Schema => inner.Schema;

        public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) => inner.Run(
            session =>
            {
                var result = work(session);
                BeforeCommit?.Invoke();
                return result;
            },
            cancellation);

        public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => inner.Read(query, cancellation);

        public void Dispose() => inner.Dispose();
    }

    private AllocationEvent Single() => Assert.Single(Told());

    private List<AllocationEvent> Told() => [.. _system.Events.Query(new EventQuery())];

    private void Forget() => _memory.Run(session => session.Events.RemoveBefore(DateTimeOffset.MaxValue, int.MaxValue));
}
