using Allocation.Core.Errors;

namespace Allocation.Core.Services;

/// <summary>What became of a request or a resumption.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Failure">Why it is rejected; null when it is complete.</param>
public sealed record ServiceOutcome(ServiceInstance Instance, AllocationFailedException? Failure);
