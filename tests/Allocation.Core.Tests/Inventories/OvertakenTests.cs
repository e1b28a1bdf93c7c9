using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>
/// A call that was stopped for so long that another machine took it for dead and settled it, and then goes on. Whatever it does
/// late, the inventory and the ledger agree afterwards, or what they do not agree about is visible.
/// </summary>
public sealed class OvertakenTests : IDisposable
{
    private const string Pool = "inventory:theirs";

    private readonly MemoryStore _memory = new(StoreUri.Default);
    private readonly ManualClock _clock = new();
    private readonly SessionInventories _scripts = new();
    private readonly SortedDictionary<long, InventoryEntry> _taken = [];
    private readonly AllocationSystem _system;
    private Action _beforeTaking = () => { };
    private Action _afterTaking = () => { };
    private Action _beforeFreeing = () => { };

    public OvertakenTests()
    {
        _system = Another();
        _system.Pools.Create("own", new PoolChange { From = 0, To = 100 });
    }

    public static TheoryData<InventoryKind, bool> Kinds { get; } = new()
    {
        { InventoryKind.Tagged, true }, { InventoryKind.ByValue, true }, { InventoryKind.ByValue, false }, { InventoryKind.ById, true },
            { InventoryKind.ById, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_claim_that_takes_its_number_after_others_found_nothing(InventoryKind kind, bool lists)
    {
        Register(kind, lists);
        _beforeTaking = Once(SettleElsewhere);
        var error = Assert.Throws<AllocationFailedException>(() => Create("a"));
        if (kind == InventoryKind.ByValue)
        {
            // The bare number may be another program's by now, so a person decides.
            Assert.Empty(error.Released);
            Assert.Equal([300L], _taken.Keys);
            Assert.Contains("suspect", Assert.Single(error.Stuck), StringComparison.Ordinal);
            Mend(300);
        }
        else
        {
            Assert.Equal(["north_vlan_id 300"], error.Released);
        }

        AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_claim_that_comes_back_after_others_settled_what_it_took(InventoryKind kind, bool lists)
    {
        Register(kind, lists);
        _afterTaking = Once(SettleElsewhere);
        var error = Assert.Throws<AllocationFailedException>(() => Create("a"));
        Assert.Equal(kind == InventoryKind.Tagged ? "north_vlan_id 300" : "",
            string.Join(", ", error.Released.Where(_ => kind == InventoryKind.Tagged)));
        if (kind == InventoryKind.ByValue) Mend(300);
        AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_claim_whose_answer_is_lost_after_others_found_nothing(InventoryKind kind, bool lists)
    {
        Register(kind, lists);
        _beforeTaking = Once(SettleElsewhere);
        _afterTaking = Once(() => throw new InvalidOperationException("no answer"));
        var error = Assert.Throws<AllocationFailedException>(() => Create("a"));
        if (kind == InventoryKind.Tagged)
        {
            Assert.Equal(["north_vlan_id 300"], error.Released);
        }
        else
        {
            Assert.Empty(error.Released);
            Assert.Equal([300L], _taken.Keys);
            var leak = Assert.Single(_system.Leaks.Find());
            Assert.Equal((LeakKind.Suspect, lists ? 300L : null), (leak.Kind, leak.Value));
            if (!lists) return;
            Mend(300);
        }

        AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_release_that_frees_late_takes_nothing_from_the_next_owner(InventoryKind kind, bool lists)
    {
        Register(kind, lists);
        var first = Create("a");
        _beforeFreeing = Once(() =>
        {
            Abandon();
            var other = Another();
            other.VlanServices.Remove(first.Id);
            Assert.Equal(300, Create("b").NorthVlanId);
        });
        Assert.Throws<InventoryFailedException>(() => _system.VlanServices.Remove(first.Id));
        Assert.Equal([300L], _taken.Keys);
        Assert.Equal("b", Assert.Single(Held()).LeaseName);
        Assert.Empty(_system.Leaks.Find());

        // And the next one gets another number at the first try.
        Assert.Equal(301, Create("c").NorthVlanId);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_release_whose_answer_was_lost_ends_when_its_number_is_given_again(InventoryKind kind, bool lists)
    {
        Register(kind, lists);
        var first = Create("a");
        var isLost = true;
        _afterFreeing = () =>
        {
            if (isLost) throw new InvalidOperationException("no answer");
        };
        Assert.Throws<ReleaseFailedException>(() => _system.VlanServices.Remove(first.Id));
        Assert.Empty(_taken);
        isLost = false;
        var second = Create("b");
        Assert.Equal(("up", 300L), (second.State, second.NorthVlanId));
        Assert.Equal("b", Assert.Single(Held()).LeaseName);
        Assert.Empty(_memory.Read(session => session.Intents.All()));

        // The removal that waited is completed, and b keeps its number.
        _clock.Time += TimeSpan.FromHours(2);
        Assert.Equal(1, _system.Repairs.Settle());
        Assert.Equal(["b"], _system.VlanServices.Find(new NamePattern("*")).Select(s => s.Name));
        Assert.Equal([300L], _taken.Keys);
        Assert.Empty(_system.Leaks.Find());
    }

    [Fact]
    public void What_the_inventory_gives_and_another_holds_is_not_said_to_be_released()
    {
        Register(InventoryKind.ByValue, lists: true);
        Create("a");
        _taken.Clear();
        var error = Assert.Throws<AllocationFailedException>(() => Create("b"));
        Assert.DoesNotContain("Released again", error.Message, StringComparison.Ordinal);
        Assert.Equal([300L], _taken.Keys);
        Assert.Equal("a", Assert.Single(Held()).LeaseName);
    }

    public void Dispose() => _system.Dispose();

    private Action _afterFreeing = () => { };

    private AllocationSystem Another() => new(new RetryingStore(_memory, HangLimit.Time), _clock, scripts: _scripts);

    private VlanService Create(string name) =>
        _system.VlanServices.Create(new VlanServiceRequest(name) { NorthPool = Pool, SouthPool = "own" }).Service;

    private void Register(InventoryKind kind, bool lists) =>
        _system.Inventories.Register(new ScriptInventory("theirs", kind, claim => Take(claim, kind), holding => Free(holding, kind))
        {
            Lister = lists ? () => [.. _taken.Values] : null,
            Finder = kind == InventoryKind.Tagged ? tag => _taken.Values.FirstOrDefault(e => e.Tag!.Means(tag)) : null,
        });

    private InventoryEntry Take(InventoryClaim claim, InventoryKind kind)
    {
        _beforeTaking();
        var number = claim.Exactly ?? Enumerable.Range(300, 100).Select(n => (long)n).First(n => !_taken.ContainsKey(n));
        if (_taken.ContainsKey(number)) throw new ValueTakenException(Pool, number, "it is taken");
        _taken[number] = new InventoryEntry(number, kind == InventoryKind.ById ? Guid.NewGuid().ToString("N") : null,
            kind == InventoryKind.Tagged ? claim.Tag : null);
        var entry = _taken[number];
        _afterTaking();
        return entry;
    }

    private bool Free(InventoryEntry holding, InventoryKind kind)
    {
        _beforeFreeing();
        var found = _taken.Values.FirstOrDefault(e => kind switch
        {
            InventoryKind.Tagged => e.Tag!.Means(holding.Tag!),
            InventoryKind.ById => e.Id == holding.Id,
            _ => e.Number == holding.Number,
        });
        var freed = found is not null && _taken.Remove(found.Number);
        _afterFreeing();
        return freed;
    }

    // The call in flight is one of a machine that cannot be looked at, whose heartbeat stopped long ago.
    private void Abandon() => _memory.Run(session =>
    {
        foreach (var intent in session.Intents.All())
        {
            session.Intents.Update(intent with
            {
                Caller = new CallerIdentity("elsewhere", "another place", 1, "1", "n").ToString(),
                Heartbeat = _clock.GetUtcNow() - TimeSpan.FromHours(1),
            });
        }

        return true;
    });

    private void SettleElsewhere()
    {
        Abandon();
        var other = Another();
        other.Repairs.Settle();
    }

    private static Action Once(Action action)
    {
        var done = false;
        return () =>
        {
            if (done) return;
            done = true;
            action();
        };
    }

    private void Mend(long number) => Assert.True(_system.Repairs.Mend(Assert.Single(_system.Leaks.Find(), l => l.Value == number)).Mended);

    private List<AllocationRecord> Held() => [.. _system.Ledger.Query(new AllocationQuery { Pool = Pool, State = AllocationState.Active })];

    private void AssertNothingIsLeft()
    {
        Assert.Empty(_taken);
        Assert.Empty(Held());
        Assert.Empty(_system.VlanServices.Find(new NamePattern("*")));
        Assert.Empty(_memory.Read(session => session.Intents.All()));
        Assert.Empty(_system.Leaks.Find());
    }
}
