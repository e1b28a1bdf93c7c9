using System.Text.Json.Nodes;

namespace Allocation.Core.Services.Attributes;

/// <summary>What an entity was before a change.</summary>
/// <param name="Stored">As it is stored.</param>
/// <param name="Seen">As clients see it: with the values that a map keeps.</param>
internal sealed record EntityBefore(JsonObject Stored, JsonObject Seen);
