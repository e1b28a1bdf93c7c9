using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>What calls in flight are protected from, and what they cost.</summary>
public sealed class IntentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly MemoryStore _memory = new(StoreUri.Default);
    private readonly CountingStore _counting;
    private readonly ManualClock _clock = new();
    private readonly SessionInventories _scripts = new();
    private readonly AllocationSystem _system;
    private readonly SortedSet<long> _outside = [];

    public IntentTests()
    {
        _counting = new CountingStore(_memory);
        _system = Another();
        _system.Pools.Create("own", new PoolChange { From = 0, To = 100 });
        _folder.Write("vlan.json", """{"range": {"from": 100, "to": 200}}""");
    }

    private string FilePool => PoolReference.OfFile(_folder.File("vlan.json")).Text;

    private VlanPoolFile PoolFile => new(_folder.File("vlan.json"), _folder.Path);

    [Fact]
    public void Two_numbers_of_a_file_cost_two_commits_and_their_return_three()
    {
        _counting.Commits = 0;
        var service = _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = FilePool, SouthPool = FilePool }).Service;
        Assert.Equal(2, _counting.Commits);
        _counting.Commits = 0;
        _system.VlanServices.Remove(service.Id);
        Assert.Equal(3, _counting.Commits);
        _counting.Commits = 0;
        _system.VlanServices.Create(new VlanServiceRequest("b") { NorthPool = "own", SouthPool = "own" });
        Assert.Equal(1, _counting.Commits);
    }

    [Fact]
    public void A_number_that_the_other_program_takes_first_costs_one_more()
    {
        var plans = 0;
        _counting.AfterCommit = () =>
        {
            // The first commit is the plan for 100: now the other program takes it.
            if (++plans == 1) PoolFile.Take(100, new HashSet<long>(), default);
        };
        _counting.Commits = 0;
        Assert.Equal(101,
            _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = FilePool, SouthPool = "own" }).Service.NorthVlanId);
        Assert.Equal(3, _counting.Commits);
    }

    [Fact]
    public void What_the_file_forgot_and_the_ledger_holds_is_not_taken_when_a_plan_fails_or_by_an_exact_request()
    {
        var held = new VlanServiceRequest("a") { NorthPool = FilePool, SouthPool = "own" };
        _system.VlanServices.Create(held);
        PoolFile.Release(100, default);
        var plans = 0;
        _counting.AfterCommit = () =>
        {
            // The plan is 101, because the ledger holds 100; the other program takes it first.
            if (++plans == 1) PoolFile.Take(101, new HashSet<long> { 100 }, default);
        };
        Assert.Equal(102, _system.VlanServices.Create(held with { Name = "b" }).Service.NorthVlanId);
        var error = Assert.Throws<AllocationFailedException>(() =>
            _system.VlanServices.Create(held with { Name = "c", NorthVlanId = 100 }));
        Assert.IsType<ValueTakenException>(error.InnerException);
    }

    [Fact]
    public void A_service_mixes_inventories_and_undoes_across_them_in_reverse_order()
    {
        var freed = new List<string>();
        Script("script", InventoryKind.ByValue, _ => 300, entry => { freed.Add($"script {entry.Number}"); return true; });
        var mixed = new VlanServiceRequest("a") { NorthPool = FilePool, SouthPool = "inventory:SCRIPT" };
        var service = _system.VlanServices.Create(mixed).Service;
        Assert.Equal((100L, 300L), (service.NorthVlanId, service.SouthVlanId));
        Assert.Equal(["file:" + _folder.File("vlan.json"), "inventory:script"], Held().Select(a => a.Pool));
        _system.VlanServices.Remove(service.Id);
        Assert.Equal(["script 300"], freed);
        Assert.Empty(PoolFile.Read(default).Used);

        Assert.Throws<InventoryNotFoundException>(() =>
            _system.VlanServices.Create(mixed with { NorthPool = "inventory:script", SouthPool = "inventory:missing" }));
        Assert.Equal(["script 300", "script 300"], freed);
        Assert.Empty(Held());
    }

    [Fact]
    public void A_call_in_flight_is_never_a_suspect_and_nobody_settles_it()
    {
        Script("script", InventoryKind.ByValue, _ =>
        {
            // The number is taken external, and the ledger does not know it yet.
            _outside.Add(300);
            using var other = Another();
            Assert.Empty(other.Leaks.Find());
            Assert.Equal(0, other.Repairs.Settle());
            Assert.Throws<PoolInUseException>(() => other.Inventories.Unregister("script"));
            return 300;
        });
        Assert.Equal(300, _system.VlanServices
            .Create(new VlanServiceRequest("a") { NorthPool = "inventory:script", SouthPool = "own" }).Service.NorthVlanId);
        Assert.Empty(_system.Leaks.Find());
    }

    [Fact]
    public void A_call_of_a_process_that_cannot_be_looked_at_counts_as_dead_only_after_its_heartbeat_stopped()
    {
        _outside.Add(300);
        Script("script", InventoryKind.ByValue, _ => 300);
        var abroad = new CallerIdentity("elsewhere", "another place", 1, "1", "n").ToString();
        Plant(new IntentRecord
        {
            Id = "i1",
            Purpose = IntentPurpose.Take,
            Pool = "inventory:script",
            LeaseId = "gone",
            LeaseName = "a",
            LeaseKind = LeaseKind.Service,
            Attribute = "north_vlan_id",
            Caller = abroad,
            Heartbeat = _clock.GetUtcNow(),
            CreatedAt = _clock.GetUtcNow(),
        });
        Assert.Empty(_system.Leaks.Find());
        _clock.Time += TimeSpan.FromSeconds(59);
        Assert.Empty(_system.Leaks.Find());
        _clock.Time += TimeSpan.FromSeconds(2);
        Assert.Equal((LeakKind.Suspect, 300L), Assert.Single(_system.Leaks.Find()) switch { var l => (l.Kind, l.Value!.Value) });
    }

    [Fact]
    public void While_one_call_for_an_attribute_is_in_flight_another_waits()
    {
        var patience = TimeSpan.FromMilliseconds(50);
        Script("script", InventoryKind.ByValue, claim =>
        {
            using var other = Another(patience);
            Assert.Throws<StoreConflictException>(() => other.VlanServices.Resume(claim.Tag.Owner));
            return 300;
        });
        var service =
            _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = "inventory:script", SouthPool = "own" }).Service;
        Assert.Equal(("up", 300L), (service.State, service.NorthVlanId));
    }

    [Fact]
    public void A_call_that_was_settled_by_others_meanwhile_writes_nothing_down()
    {
        Script("script", InventoryKind.ByValue, claim =>
        {
            _memory.Run(session => session.Intents.Remove(claim.Tag.Key!));
            return 300;
        });
        Assert.IsType<InventoryFailedException>(Assert.Throws<AllocationFailedException>(() =>
            _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = "inventory:script", SouthPool = "own" })).InnerException);
        Assert.Empty(Held());
        Assert.Empty(_system.VlanServices.Find(new NamePattern("*")));
    }

    [Fact]
    public void An_inventory_that_gives_what_the_ledger_holds_is_not_believed_and_that_number_is_not_freed()
    {
        var freed = 0;
        Script("script", InventoryKind.ByValue, _ => 300, _ => ++freed > 0);
        _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = "inventory:script", SouthPool = "own" });
        Assert.Throws<AllocationFailedException>(() =>
            _system.VlanServices.Create(new VlanServiceRequest("b") { NorthPool = "inventory:script", SouthPool = "own" }));
        Assert.Equal(0, freed);
        Assert.Equal("a", Assert.Single(Held(), h => h.Value == 300).LeaseName);
        Assert.Empty(_memory.Read(session => session.Intents.All()));
    }

    [Fact]
    public void A_late_second_removal_never_frees_anothers_number()
    {
        var first = _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = FilePool, SouthPool = "own" }).Service;
        _system.VlanServices.Remove(first.Id);
        var second = _system.VlanServices.Create(new VlanServiceRequest("b") { NorthPool = FilePool, SouthPool = "own" }).Service;
        Assert.Equal(100, second.NorthVlanId);
        Assert.Throws<ServiceNotFoundException>(() => _system.VlanServices.Remove(first.Id));
        Assert.Equal([100L], PoolFile.Read(default).Used);
    }

    [Fact]
    public async Task A_removal_that_slept_while_others_settled_it_does_not_free_the_number()
    {
        var service = _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = FilePool, SouthPool = "own" }).Service;
        Task removal;
        using (FileLock.Take(_folder.File("vlan.json.lock"), TimeSpan.Zero, default))
        {
            removal = Task.Run(() => _system.VlanServices.Remove(service.Id), TestContext.Current.CancellationToken);
            IntentRecord? announced = null;
            SpinWait.SpinUntil(() => (announced = _memory.Read(session => session.Intents.All()).FirstOrDefault()) is not null);

            // The machine sleeps; meanwhile another process gives the number back, and somebody else takes it.
            _clock.Time += TimeSpan.FromMinutes(5);
            _memory.Run(session => session.Intents.Remove(announced!.Id));
        }

        await Assert.ThrowsAsync<InventoryFailedException>(() => removal);
        Assert.Equal([100L], PoolFile.Read(default).Used);
    }

    [Fact]
    public void Giving_back_that_is_tried_again_never_frees_what_another_service_got_meanwhile()
    {
        var answers = new Queue<bool>([false, true, true]);
        Script(
            "script",
            InventoryKind.ByValue,
            _ =>
            {
                _outside.Add(300);
                return answers.Dequeue() ? 300 : throw new InvalidOperationException("lost");
            },
            _ => _outside.Remove(300) && answers.Count == 2 ? throw new InvalidOperationException("lost") : true);
        var request = new VlanServiceRequest("a") { NorthPool = "inventory:script", SouthPool = "own" };
        Assert.Throws<AllocationFailedException>(() => _system.VlanServices.Create(request));

        // The person's decision frees it, and the answer is lost as well.
        Assert.Throws<InventoryFailedException>(() => _system.Repairs.Mend(Assert.Single(_system.Leaks.Find())));
        Assert.Equal(300, _system.VlanServices.Create(request with { Name = "b" }).Service.NorthVlanId);
        _clock.Time += TimeSpan.FromHours(2);
        _system.Repairs.Settle();
        Assert.Equal([300L], _outside);
        Assert.Empty(_system.Leaks.Find());
    }

    [Fact]
    public void A_suspect_that_the_inventory_cannot_name_now_is_not_forgotten_on_command()
    {
        var (isDown, ours) = (true, _outside);
        _system.Inventories.Register(new ScriptInventory(
            "script",
            InventoryKind.ByValue,
            _ => ours.Add(300) ? throw new InvalidOperationException("lost") : new InventoryEntry(300),
            entry => ours.Remove(entry.Number))
        {
            Lister = () => isDown ? throw new InvalidOperationException("down") : [.. ours.Select(n => new InventoryEntry(n))],
        });
        Assert.Throws<AllocationFailedException>(() =>
            _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = "inventory:script", SouthPool = "own" }));
        var unnamed = Assert.Single(_system.Leaks.Find());
        Assert.Null(unnamed.Value);
        Assert.Throws<InventoryFailedException>(() => _system.Repairs.Mend(unnamed));

        isDown = false;
        Assert.False(_system.Repairs.Mend(unnamed).Mended);
        var named = Assert.Single(_system.Leaks.Find());
        Assert.Equal(300, named.Value);
        Assert.True(_system.Repairs.Mend(named).Mended);
        Assert.Empty(_outside);
    }

    [Fact]
    public void Of_two_lost_calls_each_is_mended_with_a_number_of_its_own()
    {
        var next = 300L;
        Script("script", InventoryKind.ByValue, _ => _outside.Add(next++) ? throw new InvalidOperationException("lost") : 0,
            entry => _outside.Remove(entry.Number));
        foreach (var name in new[] { "a", "b" })
            Assert.Throws<AllocationFailedException>(() =>
                _system.VlanServices.Create(new VlanServiceRequest(name) { NorthPool = "inventory:script", SouthPool = "own" }));
        var leaks = _system.Leaks.Find().ToList();

        // The second call began after 300 was taken; the first may have taken either.
        Assert.Equal([(300L, 2), (301L, 2), (301L, 1)], leaks.Select(l => (l.Value!.Value, l.Candidates)));
        Assert.Equal([false, false, true], leaks.Select(l => _system.Repairs.Mend(l).Mended));
        Assert.Equal([300L], _outside);
        Assert.True(_system.Repairs.Mend(Assert.Single(_system.Leaks.Find())).Mended);
        Assert.Empty(_outside);
        Assert.Empty(_memory.Read(session => session.Intents.All()));
    }

    [Fact]
    public void A_number_that_the_inventory_forgot_counts_as_given_back_and_is_told()
    {
        var service = _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = FilePool, SouthPool = "own" }).Service;
        PoolFile.Release(100, default);
        Assert.Equal((LeakKind.UnknownToInventory, 100L), Assert.Single(_system.Leaks.Find()) switch { var l => (l.Kind, l.Value!.Value) });
        var told = new List<string>();
        using (InventoryNotices.Listen(told.Add)) _system.VlanServices.Remove(service.Id);
        Assert.Single(told);
        Assert.Empty(Held());
    }

    [Fact]
    public void A_number_that_the_inventory_forgot_is_marked_again_on_command()
    {
        _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = FilePool, SouthPool = "own" });
        PoolFile.Release(100, default);
        Assert.True(_system.Repairs.Mend(Assert.Single(_system.Leaks.Find())).Mended);
        Assert.Equal([100L], PoolFile.Read(default).Used);
        Assert.Empty(_system.Leaks.Find());
    }

    [Fact]
    public void An_inventory_that_was_down_is_asked_again_after_pauses_that_grow()
    {
        var isDown = true;
        Script("script", InventoryKind.ByValue, _ => 300,
            _ => isDown ? throw new InventoryFailedException("script", "free", "down") : true);
        var service =
            _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = "inventory:script", SouthPool = "own" }).Service;
        Assert.Throws<ReleaseFailedException>(() => _system.VlanServices.Remove(service.Id));
        foreach (var pause in new[] { 5, 10, 20, 40 })
        {
            _clock.Time += TimeSpan.FromSeconds(pause - 1);
            var attempts = Attempts();
            Assert.Equal(0, _system.Repairs.Settle());
            Assert.Equal(attempts, Attempts());
            _clock.Time += TimeSpan.FromSeconds(1);
            Assert.Equal(0, _system.Repairs.Settle());
            Assert.Equal(attempts + 1, Attempts());
        }

        isDown = false;
        _clock.Time += TimeSpan.FromHours(1);
        Assert.Equal(1, _system.Repairs.Settle());
        Assert.Empty(Held());
        Assert.Empty(_memory.Read(session => session.Intents.All()));
    }

    [Fact]
    public void An_expired_lease_is_reported_and_ended_on_command()
    {
        _system.Pools.Create("things", new PoolChange { From = 0, To = 10 });
        _memory.Run(session =>
        {
            var pool = session.Pools.Lock("things")!;
            Assert.True(new FreeNumbers(session, pool, _clock.GetUtcNow()).TakeExact(3));
            session.Allocations.Add(new AllocationRecord
            {
                ReservationId = "r",
                Pool = "things",
                ResourceId = "3",
                Value = 3,
                LeaseId = "l",
                LeaseName = "l",
                LeaseKind = LeaseKind.Import,
                StartDate = _clock.GetUtcNow(),
                EndDate = _clock.GetUtcNow().AddMinutes(1),
            });
            return true;
        });
        Assert.Empty(_system.Leaks.Find());
        _clock.Time += TimeSpan.FromMinutes(2);
        var leak = Assert.Single(_system.Leaks.Find());
        Assert.Equal(LeakKind.ExpiredLease, leak.Kind);
        Assert.True(_system.Repairs.Mend(leak).Mended);
        Assert.Empty(Held());
        Assert.Equal(10, _system.Pools.Find(new NamePattern("things"))[0].Free);
    }

    public void Dispose()
    {
        _system.Dispose();
        _folder.Dispose();
    }

    private AllocationSystem Another(TimeSpan? patience = null) =>
        new(new RetryingStore(_counting, patience ?? HangLimit.Time), _clock, scripts: _scripts);

    private void Script(string name, InventoryKind kind, Func<InventoryClaim, long> allocate, Func<InventoryEntry, bool>? free = null) =>
        _system.Inventories.Register(new ScriptInventory(name, kind, claim => new InventoryEntry(allocate(claim)), free ?? (_ => true))
        {
            Lister = () => [.. _outside.Select(n => new InventoryEntry(n))],
        });

    private List<AllocationRecord> Held() =>
        [.. _system.Ledger.Query(new AllocationQuery { State = AllocationState.Active }).Where(a => PoolReference.IsExternal(a.Pool))];

    private int Attempts() => Assert.Single(_memory.Read(session => session.Intents.All())).Attempts;

    private void Plant(IntentRecord intent) => _memory.Run(session =>
    {
        session.Intents.Add(intent);
        return true;
    });
}
