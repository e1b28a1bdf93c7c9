namespace Allocation.Core.Errors;

/// <summary>
/// An allocator of a service failed. <see cref="Exception.InnerException"/> is its own error; what earlier allocators took
/// was given back (<see cref="Released"/>) or, with keep-partial, stays with the rejected instance (<see cref="Kept"/>).
/// </summary>
/// <param name="service">The name of the service.</param>
/// <param name="attribute">The attribute whose allocator failed.</param>
/// <param name="outcome">What became of the values that already existed.</param>
/// <param name="cause">The allocator's own error.</param>
public sealed class AllocationFailedException(string service, string attribute, PartialOutcome outcome, Exception cause)
    : AllocationException(ErrorKind.AllocationFailed, service, $"'{service}' got no {attribute}: {cause.Message}{outcome}", cause)
{
    /// <summary>The name of the service.</summary>
    public string Service { get; } = service;

    /// <summary>The attribute whose allocator failed.</summary>
    public string Attribute { get; } = attribute;

    /// <summary>What was given back, such as <c>north_vlan_id 100</c>, in the order it was given back.</summary>
    public IReadOnlyList<string> Released { get; } = outcome.Released;

    /// <summary>What the rejected instance keeps.</summary>
    public IReadOnlyList<string> Kept { get; } = outcome.Kept;

    /// <summary>What could not be given back, each with the reason; it stays held: a new instance then stays <c>deallocating</c>.</summary>
    public IReadOnlyList<string> Stuck { get; } = outcome.Stuck;
}

/// <summary>Where an allocation went wrong.</summary>
/// <param name="Service">The name of the service.</param>
/// <param name="Attribute">The attribute that got no value, as a path from the root of the service.</param>
public sealed record AllocationPlace(string Service, string Attribute);
