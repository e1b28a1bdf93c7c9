namespace Allocation.Server.Rest.Bodies;

/// <summary>What an object of a body is like, where the body keeps it as JSON so that it knows what was sent and what was not.</summary>
/// <param name="type">The type that has its properties.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShapeAttribute(Type type) : Attribute
{
    /// <summary>The type that has its properties.</summary>
    public Type Type { get; } = type;
}
