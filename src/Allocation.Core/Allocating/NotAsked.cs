using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;

namespace Allocation.Core.Allocating;

/// <summary>What a preview leaves out, because it lies outside of the store: no other system is asked, and no program of others is
/// run.</summary>
internal sealed class NotAsked
{
    private readonly List<string> _notes = [];

    /// <summary>A number that an inventory would give.</summary>
    public void Number(string attribute, IInventory inventory) => Add($"{attribute} is not known, because {inventory.Pool} is not asked");

    /// <summary>A value that a custom allocator would give.</summary>
    public void Value(string attribute, AllocatorBinding binding) =>
        Add($"{attribute} is not known, because the allocator '{binding.Allocator}' is not run");

    /// <summary>A value that would follow from one that is not known.</summary>
    public void Dependent(string attribute) => Add($"{attribute} is not known, because it depends on that");

    /// <summary>A number that an inventory would take back.</summary>
    public void Release(AllocationRecord allocation, IInventory inventory) =>
        Add($"{inventory.Pool} is not asked to take {allocation.ResourceId} back");

    /// <summary>What was left out since this was asked last.</summary>
    public IReadOnlyList<string> Take()
    {
        string[] notes = [.. _notes];
        _notes.Clear();
        return notes;
    }

    /// <summary>Whether an allocator that fails may fail only because a value before it is not known.</summary>
    public static bool MayExplain(Exception cause) =>
        cause is not (PoolNotFoundException or InventoryNotFoundException or PoolExhaustedException or ValueTakenException
            or ValueOutOfRangeException);

    private void Add(string note)
    {
        if (!_notes.Contains(note)) _notes.Add(note);
    }
}
