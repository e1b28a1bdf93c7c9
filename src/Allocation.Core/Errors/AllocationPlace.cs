namespace Allocation.Core.Errors;

/// <summary>Where an allocation went wrong.</summary>
/// <param name="Service">The name of the service.</param>
/// <param name="Attribute">The attribute that got no value, as a path from the root of the service.</param>
public sealed record AllocationPlace(string Service, string Attribute);
