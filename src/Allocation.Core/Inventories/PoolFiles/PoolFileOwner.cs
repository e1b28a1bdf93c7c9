using System.Text.Json.Nodes;

namespace Allocation.Core.Inventories.PoolFiles;

/// <summary>Whose a number of a VLAN pool file is: our own addition to the format, one object a number in the field
/// <c>owners</c>.</summary>
/// <param name="Tag">Lease, attribute and key of the claim.</param>
/// <param name="Name">The name of the lease, for people.</param>
internal sealed record PoolFileOwner(InventoryTag Tag, string? Name)
{
    /// <summary>The field's name.</summary>
    public const string Field = "owners";

    /// <summary>As it is written in the file.</summary>
    public JsonObject ToJson() => new()
    {
        ["owner"] = Tag.Owner,
        ["name"] = Name,
        ["attribute"] = Tag.Attribute,
        ["key"] = Tag.Key,
    };
}
