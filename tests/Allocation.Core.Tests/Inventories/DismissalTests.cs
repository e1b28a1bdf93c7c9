using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>A person can close every case of an inventory: free, adopt or dismiss.</summary>
public sealed class DismissalTests : IDisposable
{
    private readonly MemoryStore _store = new(StoreUri.Default);
    private readonly AllocationSystem _system;

    // What the inventory has: number, id, and whose it is.
    private readonly Dictionary<long, InventoryEntry> _rows = [];
    private bool _frees = true;
    private Action? _beforeTaking;

    public DismissalTests()
    {
        _system = new(_store, new ManualClock(), scripts: new SessionInventories());
        _system.Pools.Create("own", new PoolChange { From = 0, To = 100 });
    }

    [Fact]
    public void A_number_that_the_inventory_forgot_is_dismissed_and_listed_on_request_and_can_be_repaired_all_the_same()
    {
        Register(InventoryKind.ByValue);
        var service = Create("a");
        _rows.Clear();
        var leak = Only(LeakKind.UnknownToInventory);
        Close(leak);
        Assert.Equal(service.NorthVlanId, Assert.Single(Held()));

        var dismissed = Assert.Single(_system.Leaks.Dismissed());
        Assert.Equal((LeakKind.UnknownToInventory, 100L), (dismissed.Kind, dismissed.Value));
        Assert.NotNull(dismissed.DismissedAt);
        Assert.True(_system.Repairs.Mend(dismissed).Mended);
        Assert.Equal([100L], _rows.Keys);
        Assert.Empty(_system.Leaks.Dismissed());
        _system.VlanServices.Remove(service.Id);
        Assert.Empty(_rows);
        Assert.Empty(_system.Leaks.Find());
    }

    [Fact]
    public void A_row_that_only_the_list_tells_of_is_dismissed_and_stays()
    {
        Register(InventoryKind.Tagged);
        var service = Create("a");
        _rows[150] = new InventoryEntry(150, "late", new InventoryTag(service.Id, "north_vlan_id", "late"));
        Close(Only(LeakKind.UnknownToLedger));
        Assert.Equal([100L, 150L], _rows.Keys.Order());
        Assert.Equal(0, _system.Repairs.Settle());

        _rows[151] = new InventoryEntry(151, "later", new InventoryTag(service.Id, "north_vlan_id", "later"));
        Assert.Equal(151, Only(LeakKind.UnknownToLedger).Value);
        Assert.True(_system.Repairs.Mend(Assert.Single(_system.Leaks.Dismissed())).Mended);
        Assert.Equal([100L, 151L], _rows.Keys.Order());
        Assert.Empty(_system.Leaks.Dismissed());
    }

    [Theory]
    [InlineData(InventoryKind.ByValue)]
    [InlineData(InventoryKind.ById)]
    [InlineData(InventoryKind.Tagged)]
    public void What_a_removal_cannot_give_back_is_dismissed_and_the_service_ends(InventoryKind kind)
    {
        Register(kind);
        var service = Create("a");
        _frees = false;
        Assert.Throws<ReleaseFailedException>(() => _system.VlanServices.Remove(service.Id));
        Close(Only(LeakKind.StuckService));
        Assert.Empty(_system.VlanServices.Find(new NamePattern("*")));
        Assert.Empty(Held());
        Assert.Equal([100L], _rows.Keys);

        _frees = true;
        Assert.True(_system.Repairs.Mend(Assert.Single(_system.Leaks.Dismissed())).Mended);
        Assert.Empty(_rows);
        Assert.Empty(_system.Leaks.Find());
    }

    [Theory]
    [InlineData(InventoryKind.ByValue)]
    [InlineData(InventoryKind.ById)]
    public void What_an_inventory_that_can_tell_nothing_did_not_take_back_is_freed_when_its_dismissed_case_is_repaired(InventoryKind kind)
    {
        Register(kind, tells: false);
        var service = Create("a");
        _frees = false;
        Assert.Throws<ReleaseFailedException>(() => _system.VlanServices.Remove(service.Id));
        Close(Only(LeakKind.StuckService));
        Assert.Throws<InventoryFailedException>(() => _system.Repairs.Mend(Assert.Single(_system.Leaks.Dismissed())));
        Assert.Equal([100L], _rows.Keys);
        var open = Only(LeakKind.UnknownToLedger);
        Assert.Equal(100, open.Value);

        Close(open);
        _frees = true;
        Assert.True(_system.Repairs.Mend(Assert.Single(_system.Leaks.Dismissed())).Mended);
        Assert.Empty(_rows);
        Assert.Empty(_system.Leaks.Find());
        Assert.Empty(_system.Leaks.Dismissed());
    }

    [Fact]
    public void A_dismissed_row_is_forgotten_when_the_list_does_not_have_it_so_that_a_later_row_is_reported()
    {
        Register(InventoryKind.Tagged);
        var service = Create("a");
        var row = new InventoryEntry(150, null, new InventoryTag(service.Id, "north_vlan_id", null));
        _rows[150] = row;
        Close(Only(LeakKind.UnknownToLedger));
        Assert.Equal(0, _system.Repairs.Settle());
        Assert.Single(_system.Leaks.Dismissed());

        _rows.Remove(150);
        _system.Repairs.Settle();
        Assert.Empty(_system.Leaks.Dismissed());
        _rows[150] = row;
        Assert.Equal(150, Only(LeakKind.UnknownToLedger).Value);
    }

    [Fact]
    public void A_dismissed_difference_is_forgotten_when_there_is_none_any_more()
    {
        Register(InventoryKind.ById);
        Create("a");
        var row = _rows[100];
        foreach (var differ in new Action[] { () => _rows.Clear(), () => Rename("B") })
        {
            differ();
            Close(Assert.Single(_system.Leaks.Find()));
            _system.Repairs.Settle();
            Assert.Single(_system.Leaks.Dismissed());
            _rows[100] = row;
            _system.Repairs.Settle();
            Assert.Empty(_system.Leaks.Dismissed());
            differ();
            Assert.Single(_system.Leaks.Find());
            _rows[100] = row;
        }
    }

    [Theory]
    [InlineData(InventoryKind.ByValue)]
    [InlineData(InventoryKind.ById)]
    [InlineData(InventoryKind.Tagged)]
    public void A_number_that_its_service_gives_back_while_it_is_marked_as_taken_again_is_not_lost_from_sight(InventoryKind kind)
    {
        Register(kind);
        var service = Create("a");
        _rows.Clear();
        var leak = Only(LeakKind.UnknownToInventory);
        _beforeTaking = () =>
        {
            _beforeTaking = null;
            _system.VlanServices.Remove(service.Id);
        };
        Assert.False(_system.Repairs.Mend(leak).Mended);
        Assert.Equal([100L], _rows.Keys);
        var lost = Only(LeakKind.UnknownToLedger);
        Assert.Equal(100, lost.Value);
        Assert.True(_system.Repairs.Mend(lost).Mended);
        Assert.Empty(_rows);
        Assert.Empty(_system.Leaks.Find());
    }

    [Theory]
    [InlineData(InventoryKind.ById)]
    [InlineData(InventoryKind.Tagged)]
    public void An_id_that_changed_is_told_with_both_and_taken_over(InventoryKind kind)
    {
        Register(kind);
        var service = Create("a");
        Rename("B");
        var leak = Only(LeakKind.ChangedId);
        Assert.Equal(("id-100", "B"), (leak.Handle, leak.ListedHandle));
        Assert.All(["'id-100'", "'B'"], id => Assert.Contains(id, leak.Detail, StringComparison.Ordinal));
        Assert.Equal(0, _system.Repairs.Settle());
        Assert.True(_system.Repairs.Mend(leak).Mended);
        Assert.False(_system.Repairs.Mend(leak with { ListedHandle = "C" }).Mended);
        Assert.Empty(_system.Leaks.Find());
        _system.VlanServices.Remove(service.Id);
        Assert.Empty(_rows);
        Assert.Empty(_system.Leaks.Find());
    }

    [Fact]
    public void An_id_that_changed_is_dismissed_until_it_changes_again()
    {
        Register(InventoryKind.ById);
        Create("a");
        Rename("B");
        Close(Only(LeakKind.ChangedId));
        Assert.Equal(("id-100", "B"), (Assert.Single(_system.Leaks.Dismissed()).Handle, _system.Leaks.Dismissed().Single().ListedHandle));
        Rename("C");
        var again = Only(LeakKind.ChangedId);
        Assert.Equal("C", again.ListedHandle);
        Close(again);
        Assert.Equal("C", Assert.Single(_system.Leaks.Dismissed()).ListedHandle);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_removal_does_not_lose_sight_of_a_number_whose_id_changed(bool isDismissed)
    {
        Register(InventoryKind.ById);
        var service = Create("a");
        Rename("B");
        if (isDismissed) Close(Only(LeakKind.ChangedId));
        _system.VlanServices.Remove(service.Id);
        Assert.Equal([100L], _rows.Keys);
        Assert.Empty(Held());
        Assert.Equal(0, _system.Repairs.Settle());
        var leak = Only(LeakKind.UnknownToLedger);
        Assert.Equal("B", leak.Handle);
        Assert.Contains("'id-100'", leak.Detail, StringComparison.Ordinal);
        Assert.True(_system.Repairs.Mend(leak).Mended);
        Assert.Empty(_rows);
    }

    [Fact]
    public void A_dismissed_number_that_the_inventory_gives_again_is_taken()
    {
        Register(InventoryKind.ByValue);
        var service = Create("a");
        _frees = false;
        Assert.Throws<ReleaseFailedException>(() => _system.VlanServices.Remove(service.Id));
        Close(Only(LeakKind.StuckService));
        _rows.Clear();
        Assert.Equal(100, Create("b").NorthVlanId);
        Assert.Empty(_system.Leaks.Dismissed());
        Assert.Empty(_system.Leaks.Find());
    }

    public void Dispose() => _system.Dispose();

    private void Close(AllocationLeak leak)
    {
        var outcome = _system.Repairs.Dismiss(leak);
        Assert.True(outcome.Mended, outcome.Action);
        Assert.Empty(_system.Leaks.Find());
    }

    private AllocationLeak Only(LeakKind kind)
    {
        var leak = Assert.Single(_system.Leaks.Find());
        Assert.Equal(kind, leak.Kind);
        return leak;
    }

    private void Rename(string id) => _rows[100] = _rows[100] with { Id = id };

    private IEnumerable<long?> Held() =>
        _system.Ledger.Query(new AllocationQuery { Pool = "inventory:theirs", State = AllocationState.Active }).Select(a => a.Value);

    private VlanService Create(string name) =>
        _system.VlanServices.Create(new VlanServiceRequest(name) { NorthPool = "inventory:theirs", SouthPool = "own" }).Service;

    private void Register(InventoryKind kind, bool tells = true) => _system.Inventories.Register(new ScriptInventory(
        "theirs",
        kind,
        claim =>
        {
            _beforeTaking?.Invoke();
            var number = claim.Exactly ?? Enumerable.Range(100, 100).Select(n => (long)n).First(n => !_rows.ContainsKey(n));
            return _rows[number] = new InventoryEntry(number, kind == InventoryKind.ByValue ? null : "id-" + number,
                kind == InventoryKind.Tagged ? claim.Tag : null);
        },
        entry =>
            !_frees ? throw new InvalidOperationException("down") : _rows.TryGetValue(entry.Number, out var row)
            && (kind != InventoryKind.ById || row.Id == entry.Id) && _rows.Remove(entry.Number))
    {
        Finder = tells && kind == InventoryKind.Tagged ? tag => _rows.Values.FirstOrDefault(r => r.Tag!.Means(tag)) : null,
        Lister = tells ? () => [.. _rows.Values] : null,
    });
}
