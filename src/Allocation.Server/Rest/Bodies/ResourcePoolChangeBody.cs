using System.Text.Json.Nodes;
using Allocation.Core.ResourcePools;

namespace Allocation.Server.Rest.Bodies;

/// <summary>What to change of a resource pool. What is left out stays.</summary>
internal sealed record ResourcePoolChangeBody
{
    /// <summary>The settings that change, as an answer shows them.</summary>
    [Shape(typeof(ResourcePoolSettings))]
    public JsonObject? Settings { get; init; }

    /// <summary>Whether new starts are held back.</summary>
    public bool? Paused { get; init; }

    /// <summary>Whether it is emptied.</summary>
    public bool? Draining { get; init; }
}
