namespace Allocation.Core.Definitions;

/// <summary>
/// The definition behind the cmdlets of VLAN services: two numbers, north and south, each from a pool of its own or both
/// from one VLAN pool file. Source: Inmanta's partial-allocation and external-allocation examples.
/// </summary>
public static class VlanServiceDefinition
{
    /// <summary>The pool of a side that names none.</summary>
    public const string DefaultPool = "vlan";

    /// <summary>The attribute that names the VLAN pool file.</summary>
    public const string PoolFile = "pool_file";

    /// <summary>The north side.</summary>
    public static AllocatorBinding North { get; } = Side("north");

    /// <summary>The south side.</summary>
    public static AllocatorBinding South { get; } = Side("south");

    /// <summary>The definition.</summary>
    public static ServiceDefinition Instance { get; } = new()
    {
        Name = "VlanService",
        Lifecycle = Lifecycles.SimpleWithDeallocation,
        Attributes =
        [
            new("name", AttributeType.Text, AttributeModifier.ReadWrite),
            .. Attributes(North),
            .. Attributes(South),
            new(PoolFile, AttributeType.Text, AttributeModifier.ReadWrite, Optional: true),
        ],
        Allocators = [North, South],
    };

    private static AllocatorBinding Side(string side) =>
        new($"{side}_vlan_id", $"{side}_allocation_key", $"{side}_pool", PoolFile, $"{side}_vlan_requested");

    private static IEnumerable<AttributeDefinition> Attributes(AllocatorBinding side) =>
    [
        new(side.PoolAttribute, AttributeType.Text, AttributeModifier.ReadWrite),
        new(side.RequestAttribute, AttributeType.Integer, AttributeModifier.ReadWrite, Optional: true),
        new(side.Attribute, AttributeType.Integer, AttributeModifier.Read, Optional: true),
        new(side.KeyAttribute, AttributeType.Text, AttributeModifier.Read, Optional: true),
    ];
}
