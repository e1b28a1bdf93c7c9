using Allocation.Core.Storage;

namespace Allocation.Core.Definitions;

/// <summary>
/// The definition behind the cmdlets of VLAN services, shipped as <c>VlanService.json</c>: two numbers, north and south, each
/// from its own pool or both from one VLAN pool file. Source: Inmanta's partial-allocation and external-allocation
/// examples. Nothing about it is special but that it need not be registered.
/// </summary>
internal static class VlanServiceDefinition
{
    /// <summary>The name in the document, for callers that need only that: reading the document takes time at the first call.</summary>
    public const string Name = "VlanService";

    /// <summary>The pool of a side that names none.</summary>
    public const string DefaultPool = "vlan";

    /// <summary>The attribute that names the VLAN pool file.</summary>
    public const string PoolFile = "pool_file";

    private static readonly Lazy<ServiceDefinition> s_shipped = new(() => DefinitionReader.Read(ReadDocument(), allocators: null));

    /// <summary>The north side.</summary>
    public static VlanSide North { get; } = Side("north");

    /// <summary>The south side.</summary>
    public static VlanSide South { get; } = Side("south");

    /// <summary>The definition.</summary>
    public static ServiceDefinition Instance => s_shipped.Value;

    /// <summary>Whether a name means it.</summary>
    public static bool IsNamed(string name) => NameKey.Of(name) == NameKey.Of(Name);

    private static VlanSide Side(string side) =>
        new($"{side}_vlan_id", $"{side}_allocation_key", $"{side}_pool", $"{side}_vlan_requested");

    private static string ReadDocument()
    {
        using var stream = typeof(VlanServiceDefinition).Assembly
            .GetManifestResourceStream("Allocation.Core.Definitions.VlanService.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>The names of the attributes of one side of a VLAN service.</summary>
/// <param name="Attribute">The number.</param>
/// <param name="KeyAttribute">The reservation id of the number.</param>
/// <param name="PoolAttribute">The pool it comes from.</param>
/// <param name="RequestAttribute">The one number that was asked for.</param>
internal sealed record VlanSide(string Attribute, string KeyAttribute, string PoolAttribute, string RequestAttribute);
