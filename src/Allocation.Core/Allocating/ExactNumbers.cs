using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Services;
using Allocation.Core.Storage;

namespace Allocation.Core.Allocating;

/// <summary>Which calls ask for exactly one number. They come before those that take what is free, or one of those could take it from under
/// them.</summary>
internal sealed class ExactNumbers(AllocatorSet allocators)
{
    /// <summary>The calls of a walk that ask for exactly one number; none, at no cost, where the definition has no way to ask.</summary>
    public IEnumerable<AllocatorCall> CallsOf(ServiceDefinition definition, AllocationWalk walk) =>
        definition.Bindings.Any(binding => binding.Arguments.ContainsKey(PoolNumberAllocator.Exactly)) ? walk.Calls().Where(Asks) : [];

    /// <summary>The numbers that a request asks for, each with its pool or inventory as the ledger calls it.</summary>
    public IEnumerable<(string Pool, long Number)> Of(IStoreSession session, ServiceRequest request) =>
        CallsOf(request.Definition, new AllocationWalk(request.Definition, request.Attributes.Copy(), null))
            .Select(call => ((PoolNumberAllocator)allocators.FindBuiltIn(call.Binding.Allocator)!)
                .Wanted(session, new AllocatorArguments(request.Name, call)));

    private bool Asks(AllocatorCall call) =>
        allocators.FindBuiltIn(call.Binding.Allocator) is PoolNumberAllocator
        && call.Binding.Arguments.TryGetValue(PoolNumberAllocator.Exactly, out var exactly)
        && exactly.Resolve(call.Level.Root, call.Level.Node) is not null;
}
