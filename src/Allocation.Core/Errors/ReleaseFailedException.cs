namespace Allocation.Core.Errors;

/// <summary>What a service holds could not be given back. It stays deallocating; the next removal tries again.</summary>
public sealed class ReleaseFailedException(string service, IReadOnlyList<string> stuck, Exception cause)
    : AllocationException(ErrorKind.ReleaseFailed, service, $"'{service}' could not give back {string.Join(", ", stuck)}. It stays in state 'deallocating'; removing it again tries again.", cause)
{
    /// <summary>The name of the service.</summary>
    public string Service { get; } = service;

    /// <summary>What could not be given back, each with the reason.</summary>
    public IReadOnlyList<string> Stuck { get; } = stuck;
}
