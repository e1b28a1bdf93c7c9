using System.Text.Json.Nodes;

namespace Allocation.Core.Definitions;

/// <summary>One attribute of a service definition or of an embedded entity.</summary>
/// <param name="Name">Its name in the attribute sets.</param>
/// <param name="Type">What values it has.</param>
/// <param name="Modifier">Who may set it.</param>
/// <param name="Optional">Whether it may stay without a value. One that only allocation sets always may, until it is allocated.</param>
public sealed record AttributeDefinition(string Name, AttributeType Type, AttributeModifier Modifier, bool Optional = false)
{
    /// <summary>The value of an attribute that is not given; null for none.</summary>
    public JsonNode? Default { get; init; }
}
