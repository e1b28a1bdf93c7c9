namespace Allocation.Core.Errors;

/// <summary>What a service holds, or no longer has, could not be given back. It stays held in the ledger and is tried again.</summary>
/// <param name="service">The name of the service.</param>
/// <param name="stuck">What could not be given back, each with the reason.</param>
/// <param name="consequence">The state that the service is in, and when it is tried again: sentences for people.</param>
/// <param name="cause">Why.</param>
public sealed class ReleaseFailedException(string service, IReadOnlyList<string> stuck, string consequence, Exception cause)
    : AllocationException(ErrorKind.ReleaseFailed, service,
        $"'{service}' could not give back {string.Join(", ", stuck)}. {consequence}", cause)
{
    /// <summary>The name of the service.</summary>
    public string Service { get; } = service;

    /// <summary>What could not be given back, each with the reason.</summary>
    public IReadOnlyList<string> Stuck { get; } = stuck;
}
