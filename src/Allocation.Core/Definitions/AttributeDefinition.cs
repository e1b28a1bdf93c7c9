namespace Allocation.Core.Definitions;

/// <summary>One attribute of a service definition.</summary>
/// <param name="Name">Its name in the attribute sets.</param>
/// <param name="Type">What values it has.</param>
/// <param name="Modifier">Who may set it.</param>
/// <param name="Optional">Whether it may stay without a value.</param>
public sealed record AttributeDefinition(string Name, AttributeType Type, AttributeModifier Modifier, bool Optional = false);
