using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>Tries again to complete instances that are rejected, or were left behind by a crash.</summary>
internal sealed class ServiceResumption(IAllocationStore store, ServiceDriver driver, LifecycleStepper stepper, LeaseExpiry expiry)
{
    /// <summary>Tries again; once more when expired leases hold what it lacks.</summary>
    public ServiceOutcome Resume(ServiceDefinition definition, string id, int? version, CancellationToken cancellation)
    {
        driver.Settle(id, cancellation);
        try
        {
            var outcome = ResumeOnce(definition, id, version, cancellation);
            return expiry.Frees(outcome.Failure, cancellation) ? ResumeOnce(definition, id, null, cancellation) : outcome;
        }
        catch (AllocationFailedException e) when (expiry.Frees(e, cancellation))
        {
            return ResumeOnce(definition, id, version, cancellation);
        }
    }

    /// <summary>Tries again, whatever has expired.</summary>
    public ServiceOutcome ResumeOnce(ServiceDefinition definition, string id, int? version, CancellationToken cancellation)
    {
        var attempt = new AllocationAttempt(keepPartial: true);
        var step = store.Run(
            session =>
            {
                var work = driver.Open(session, definition.Name, id, attempt);
                ExpectedVersion.Check(work.Instance, version);
                if (work.Lifecycle.IsEnding(work.Instance.State)) throw LifecycleStepper.Illegal(work, TransferTrigger.Update);
                if (work.Lifecycle.IsRejected(work.Instance.State)) stepper.Request(work, TransferTrigger.Update);
                work.DropsValues = true;
                return stepper.Advance(work);
            },
            cancellation);
        return ServiceDriver.Outcome(driver.Drive(step, attempt, cancellation));
    }
}
