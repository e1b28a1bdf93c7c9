using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Services.Running;

namespace Allocation.Core.Allocating;

/// <summary>Which numbers of an inventory an instance can take in one call: those that come next and do not depend on others.</summary>
internal sealed class TakenTogether(AllocatorSet allocators)
{
    /// <summary>The step, with the numbers that are taken along.</summary>
    /// <param name="work">The instance.</param>
    /// <param name="step">What the last call wants to do outside.</param>
    /// <param name="rest">The calls after it.</param>
    public ExternalStep Widen(InstanceWork work, ExternalStep step, IEnumerator<AllocatorCall> rest) =>
        work.Attempt.IsOneByOne || step is not ExternalTake { Inventory: IGroupInventory } take
            ? step
            : take with { Also = Next(work, take, rest) };

    private List<ExternalTake> Next(InstanceWork work, ExternalTake take, IEnumerator<AllocatorCall> rest)
    {
        var also = new List<ExternalTake>();
        var seen = new HashSet<string> { take.Call.Id };
        while (also.Count + 1 < GroupedTakes.Most && rest.MoveNext())
        {
            if (!seen.Add(rest.Current.Id)) continue;
            if (rest.Current is { Current: not null } or { HasPlace: false }
                && allocators.FindBuiltIn(rest.Current.Binding.Allocator) is not null)
                continue;
            if (!IsIndependent(work.Definition, rest.Current) || Outside(work, rest.Current) is not { } next
                || next.Inventory.Pool != take.Inventory.Pool)
                break;
            also.Add(next);
        }

        return also;
    }

    // What is wrong with a call is said when it is its turn.
    private ExternalTake? Outside(InstanceWork work, AllocatorCall call)
    {
        try
        {
            return (allocators.FindBuiltIn(call.Binding.Allocator) as PoolNumberAllocator)?.TakeOutside(
                new SessionCall(work.Session, work.Definition, work.Instance, call));
        }
        catch (AllocationException error) when (error is not (StoreConflictException or StoreUnavailableException))
        {
            return null;
        }
    }

    // Only allocators set what has the modifier r.
    private static bool IsIndependent(ServiceDefinition definition, AllocatorCall call) => call.Binding.Arguments.Values.All(argument =>
        argument.Match(
            constant: _ => true,
            fromService: from => IsGiven(definition, from.Path),
            fromItem: from => IsGiven(definition, call.Level.Path.Then(from.Path)),
            all: _ => false));

    private static bool IsGiven(ServiceDefinition definition, DictPath path) =>
        definition.Shape.At(path).Attribute is { Modifier: not AttributeModifier.Read };
}
