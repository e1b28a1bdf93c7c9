using Allocation.Core.Allocating;

namespace Allocation.Core.Services.Running;

/// <summary>One of the instances whose numbers are taken in one call.</summary>
/// <param name="Instance">As it was when its intents were written.</param>
/// <param name="Step">The first of its numbers, with those that are taken along.</param>
/// <param name="Attempt">The attempt that this is a part of.</param>
internal sealed record GroupMember(ServiceInstance Instance, ExternalTake Step, AllocationAttempt Attempt)
{
    /// <summary>Its numbers, one each.</summary>
    public IEnumerable<ExternalTake> Takes => Step.Also.Prepend(Step);
}
