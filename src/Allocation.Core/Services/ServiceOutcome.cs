using Allocation.Core.Errors;

namespace Allocation.Core.Services;

/// <summary>What became of a request or a resumption.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Failure">Why it is rejected; null when it is complete.</param>
internal sealed record ServiceOutcome(ServiceInstance Instance, AllocationFailedException? Failure);

/// <summary>What became of a VLAN service that was asked for or resumed.</summary>
/// <param name="Service">The service.</param>
/// <param name="Failure">Why it is rejected; null when it has both numbers.</param>
internal sealed record VlanOutcome(VlanService Service, AllocationFailedException? Failure);
