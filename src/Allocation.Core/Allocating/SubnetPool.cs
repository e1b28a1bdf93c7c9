using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Allocating;

/// <summary>A pool of the addresses of a subnet that is held. It lives no longer than the subnet is held.</summary>
internal static class SubnetPool
{
    /// <summary>The name of a pool of the addresses of a subnet, where nobody chose one.</summary>
    public static string NameOf(AllocationRecord subnet) => $"{subnet.Pool} {subnet.ResourceId.Replace(':', '-')}";

    /// <summary>Removes the pools of the addresses of a subnet that is given back.</summary>
    /// <param name="session">The session; it has locked the pool of the subnet.</param>
    /// <param name="subnet">The allocation of the subnet.</param>
    /// <exception cref="PoolInUseException">An address in it is held.</exception>
    public static void RemoveOf(IStoreSession session, AllocationRecord subnet)
    {
        foreach (var name in session.Pools.Within(subnet.ReservationId).Select(pool => pool.Name).ToList())
        {
            session.Pools.Lock(name);
            var first = session.Allocations.Query(new() { Pool = name, State = AllocationState.Active, Take = 1 }).FirstOrDefault();
            if (first is not null)
            {
                throw new PoolInUseException(name, first.ResourceId,
                    $"{subnet.ResourceId} of pool '{subnet.Pool}' cannot be given back: pool '{name}' gives its addresses, and " +
                    $"'{first.LeaseName}' holds {first.ResourceId} (held in all: {session.Allocations.CountActive(name)}). " +
                    "Give back the addresses first.");
            }

            session.Pools.Remove(name);
        }
    }
}
