namespace Allocation.Server.Rest.Bodies;

/// <summary>What takes the place of the registration of an inventory. Nothing of the former settings is kept.</summary>
internal sealed record InventoryChangeBody : InventorySettingsBody;
