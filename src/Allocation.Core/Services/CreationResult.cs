using Allocation.Core.Errors;

namespace Allocation.Core.Services;

/// <summary>What became of one of several requests that do not depend on each other.</summary>
/// <param name="Mark">What the caller knows it by.</param>
/// <param name="Outcome">The instance; null when none was made.</param>
/// <param name="Error">Why none was made.</param>
internal sealed record CreationResult(int Mark, ServiceOutcome? Outcome, AllocationException? Error)
{
    /// <summary>The instance.</summary>
    /// <exception cref="AllocationException">None was made.</exception>
    public ServiceOutcome Made => Outcome ?? throw Error!;
}
