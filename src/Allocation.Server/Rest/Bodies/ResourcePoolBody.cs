using System.Text.Json.Nodes;
using Allocation.Core.ResourcePools;

namespace Allocation.Server.Rest.Bodies;

/// <summary>A resource pool that is to be created.</summary>
internal sealed record ResourcePoolBody
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its settings, as an answer shows them; what is left out is as usual.</summary>
    [Shape(typeof(ResourcePoolSettings))]
    public required JsonObject Settings { get; init; }

    /// <summary>The settings.</summary>
    public ResourcePoolSettings ToSettings() => SettingsBody.Over(new ResourcePoolSettings(), Settings);
}
