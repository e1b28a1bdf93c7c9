using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;

namespace Allocation.Core.Services;

/// <summary>Where a new VLAN service takes its VLAN ids from, as it was asked for: a pool or an inventory for each side, a pool for both,
/// or a VLAN pool file for both.</summary>
internal sealed record VlanSources
{
    /// <summary>The environment variable that names the VLAN pool file where nothing else is named.</summary>
    public const string PoolFileVariable = "VLAN_POOL_FILE";

    /// <summary>The pool of each VLAN id for which no other pool or inventory is named; null for none.</summary>
    public string? Pool { get; init; }

    /// <summary>The pool of the north VLAN id; null for none.</summary>
    public string? NorthPool { get; init; }

    /// <summary>The registered inventory of the north VLAN id; null for none.</summary>
    public string? NorthInventory { get; init; }

    /// <summary>The pool of the south VLAN id; null for none.</summary>
    public string? SouthPool { get; init; }

    /// <summary>The registered inventory of the south VLAN id; null for none.</summary>
    public string? SouthInventory { get; init; }

    /// <summary>The VLAN pool file for both; null for none.</summary>
    public string? PoolFile { get; init; }

    /// <summary>Whether a pool file is named beside a pool or an inventory, which cannot be.</summary>
    public bool MixesFileAndPools => PoolFile is not null && NamesPool;

    private bool NamesPool => (Pool ?? NorthPool ?? NorthInventory ?? SouthPool ?? SouthInventory) is not null;

    /// <summary>The same sources, each named for its side.</summary>
    public VlanSources BySide() => this with
    {
        Pool = null,
        NorthPool = NorthPool ?? (NorthInventory is null ? Pool : null),
        SouthPool = SouthPool ?? (SouthInventory is null ? Pool : null),
    };

    /// <summary>The request with these sources. Without any, the file that the environment names gives both VLAN ids, else the pool
    /// 'vlan'.</summary>
    /// <param name="request">The request.</param>
    /// <param name="resolve">Gives the full path for the path of a pool file as it was written.</param>
    /// <exception cref="InvalidServiceException">The sources exclude each other.</exception>
    public VlanServiceRequest ApplyTo(VlanServiceRequest request, Func<string, string> resolve)
    {
        var sides = BySide();
        var north = Source(request.Name, sides.NorthPool, NorthInventory, resolve);
        var south = Source(request.Name, sides.SouthPool, SouthInventory, resolve);
        if (MixesFileAndPools)
            throw new InvalidServiceException(request.Name,
                $"'{request.Name}' must take its VLAN ids either from pools and inventories or from a pool file, not from both.");
        var file = PoolFile ?? (NamesPool ? null : Environment.GetEnvironmentVariable(PoolFileVariable));
        return request with
        {
            NorthPool = north ?? VlanServiceDefinition.DefaultPool,
            SouthPool = south ?? VlanServiceDefinition.DefaultPool,
            PoolFile = string.IsNullOrEmpty(file) ? null : resolve(file),
        };
    }

    private static string? Source(string name, string? pool, string? inventory, Func<string, string> resolve)
    {
        if (pool is not null && inventory is not null)
            throw new InvalidServiceException(name,
                $"'{name}' must take a VLAN id either from a pool or from an inventory, not from both.");
        if (inventory is not null) return PoolReference.OfInventory(inventory).Text;
        return pool is null ? null : PoolReference.Of(pool).Resolve(resolve).Text;
    }
}
