using Allocation.Core.Errors;

namespace Allocation.Core.Services.Running;

/// <summary>How far an instance got in one transaction.</summary>
/// <param name="Instance">The instance, as it was written.</param>
/// <param name="Next">What must happen outside before it can go on; null when it is where its lifecycle rests.</param>
/// <param name="Failure">Why it was rejected in this transaction, if it was.</param>
internal sealed record StepResult(ServiceInstance Instance, ExternalStep? Next, AllocationFailedException? Failure = null);
