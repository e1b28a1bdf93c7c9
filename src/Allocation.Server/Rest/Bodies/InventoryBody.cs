namespace Allocation.Server.Rest.Bodies;

/// <summary>An inventory that is to be registered.</summary>
internal sealed record InventoryBody : InventorySettingsBody
{
    /// <summary>Its name; services name it as the pool <c>inventory:NAME</c>.</summary>
    public required string Name { get; init; }
}
