using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Leaks;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>An inventory that gives another number than the one it was asked for.</summary>
public sealed class OtherNumberTests : IDisposable
{
    private readonly AllocationSystem _system =
        new(new MemoryStore(StoreUri.Default), new ManualClock(), scripts: new SessionInventories());

    private readonly Dictionary<long, InventoryEntry> _rows = [];
    private bool _obeys;
    private bool _frees = true;

    public OtherNumberTests() => _system.Pools.Create("own", new() { From = 0, To = 100 });

    public static TheoryData<InventoryKind> Kinds => [InventoryKind.ByValue, InventoryKind.ById, InventoryKind.Tagged];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Another_number_than_the_one_that_was_asked_for_is_refused_and_given_back(InventoryKind kind)
    {
        Register(kind);
        var error = Assert.Throws<AllocationFailedException>(() => Create(150));
        Assert.Contains("it was asked for 150 and gave 100", error.Message, StringComparison.Ordinal);
        Assert.Empty(_rows);
        Assert.Empty(_system.Leaks.Find());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Another_number_that_cannot_be_given_back_is_given_back_later(InventoryKind kind)
    {
        Register(kind);
        _frees = false;
        Assert.Throws<AllocationFailedException>(() => Create(150));
        Assert.Equal([100L], _rows.Keys);
        Assert.Contains(_system.Leaks.Find(), leak => leak.Value == 100);

        _frees = true;
        foreach (var leak in _system.Leaks.Find().ToList()) _system.Repairs.Mend(leak);
        Assert.Empty(_rows);
        Assert.Empty(_system.Leaks.Find());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Another_number_than_the_one_that_is_marked_as_taken_again_is_reported(InventoryKind kind)
    {
        Register(kind);
        _obeys = true;
        Create(150);
        _rows.Clear();
        _obeys = false;
        Assert.Throws<InventoryFailedException>(() => _system.Repairs.Mend(Assert.Single(_system.Leaks.Find())));
        Assert.Equal([100L], _rows.Keys);
        Assert.Equal([LeakKind.UnknownToLedger, LeakKind.UnknownToInventory], _system.Leaks.Find().Select(leak => leak.Kind));
        Assert.Equal([100L, 150L], _system.Leaks.Find().Select(leak => leak.Value!.Value));
        Assert.True(_system.Repairs.Mend(_system.Leaks.Find().First()).Mended);
        Assert.Empty(_rows);
    }

    public void Dispose() => _system.Dispose();

    private void Create(long exactly) => _system.VlanServices.Create(new VlanServiceRequest("a")
    {
        NorthPool = "inventory:theirs",
        NorthVlanId = exactly,
        SouthPool = "own",
    });

    private void Register(InventoryKind kind) => _system.Inventories.Register(new ScriptInventory(
        "theirs",
        kind,
        claim =>
        {
            var number = _obeys ? claim.Exactly!.Value : 100;
            return _rows[number] = new InventoryEntry(number, kind == InventoryKind.ById ? "id-" + number : null,
                kind == InventoryKind.Tagged ? claim.Tag : null);
        },
        entry => _frees ? _rows.Remove(entry.Number) : throw new InvalidOperationException("down"))
    {
        Finder = kind == InventoryKind.Tagged ? tag => _rows.Values.FirstOrDefault(r => r.Tag!.Means(tag)) : null,
        Lister = () => [.. _rows.Values],
    });
}
