using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Services;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;

namespace Allocation.Core.Leaks;

/// <summary>
/// Finds services that rest in a state which they would leave by themselves: only a crash, or an inventory that fails,
/// stops them there, because such a state is committed together with the intent of the call that it waits for.
/// </summary>
internal sealed class StuckServices(IAllocationStore store, IntentLog intents, DefinitionLibrary definitions)
{
    /// <summary>What a repair does with an instance; null when it rests.</summary>
    public static StuckServiceRemedy? Remedy(ServiceDefinition definition, ServiceInstance instance)
    {
        if (!instance.Living || definition.Lifecycle.Next(instance.State) is null) return null;
        if (definition.Lifecycle.IsEnding(instance.State)) return StuckServiceRemedy.FinishRemoval;
        if (instance.Active is null) return StuckServiceRemedy.Remove;
        return LifecycleStepper.IsInterruptedUpdate(definition.Lifecycle, instance)
            ? StuckServiceRemedy.TakeUpdateBack
            : StuckServiceRemedy.GoOn;
    }

    public IEnumerable<AllocationLeak> Find(CancellationToken cancellation)
    {
        var stuck = store.Read(session => session.Services.Query(new ServiceQuery()).ToList()
            .Where(i => definitions.Of(session, i).Lifecycle.Next(i.State) is not null).ToList(), cancellation);
        foreach (var instance in stuck)
        {
            var calls = store.Read(session => session.Intents.OfLease(instance.Id), cancellation);
            if (calls.Any(intents.IsInFlight) || store.Read(session => session.Services.Find(instance.Id), cancellation) is not { } now
                || now.Version != instance.Version)
            {
                continue;
            }
            var waiting = calls.FirstOrDefault(i => i.State == IntentState.Waiting);
            yield return new AllocationLeak
            {
                Kind = LeakKind.StuckService,
                Pool = waiting?.Pool,
                Value = waiting?.Number,
                LeaseId = instance.Id,
                LeaseName = instance.Name,
                Attribute = waiting?.Attribute,
                IntentId = waiting?.Id,
                Since = instance.UpdatedAt,
                Detail = $"it is '{instance.State}'" + (waiting is null ? ", and no process works on it" : RetryText.Of(waiting)),
            };
        }
    }
}
