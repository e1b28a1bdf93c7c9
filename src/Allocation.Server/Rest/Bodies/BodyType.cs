namespace Allocation.Server.Rest.Bodies;

/// <summary>The type of the body of a route; metadata of the route.</summary>
/// <param name="Type">The type.</param>
internal sealed record BodyType(Type Type);
