using Allocation.Core.Inventories;
using Allocation.Core.Inventories.PoolFiles;

namespace Allocation.Core.Tests.Inventories;

/// <summary>What a test asks of a pool file by itself, without a store beside it.</summary>
internal static class PoolFileCalls
{
    public static long Take(this VlanPoolFile file, long? exactly, IReadOnlySet<long> heldByUs, CancellationToken cancellation) =>
        file.Allocate(Claim(Guid.NewGuid().ToString(), exactly, heldByUs), cancellation).Number;

    public static bool Release(this VlanPoolFile file, long number, CancellationToken cancellation) =>
        file.Free(new InventoryEntry(number), () => true, cancellation);

    public static InventoryClaim Claim(string key, long? exactly = null, IReadOnlySet<long>? held = null, string owner = "lease",
        string attribute = "north_vlan_id") => new()
        {
            Tag = new InventoryTag(owner, attribute, key),
            OwnerName = "a",
            Exactly = exactly,
            Confirm = number => held?.Contains(number) != true,
        };
}
