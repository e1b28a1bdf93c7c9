using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;

namespace Allocation.Core.Services.Running;

/// <summary>Whether a request may need anything outside the store, and so more than one transaction.</summary>
internal static class ExternalUse
{
    /// <summary>True also when it is not certain.</summary>
    public static bool Of(ServiceRequest request, AllocatorSet allocators) => request.Definition.Allocation.Any(n => Of(n, request, allocators));

    private static bool Of(AllocationNode node, ServiceRequest request, AllocatorSet allocators) => node switch
    {
        ForEachNode loop => loop.Apply.Any(n => Of(n, request, allocators)),
        FallbackNode fallback => fallback.Apply.Any(n => Of(n, request, allocators)),
        AllocatorBinding binding when allocators.FindBuiltIn(binding.Allocator) is { } builtIn =>
            builtIn.Description.ExternalWith.Any(name => MayHave(binding.Arguments.GetValueOrDefault(name), request))
            || (builtIn is PoolNumberAllocator && MayBeExternal(binding.Arguments.GetValueOrDefault("pool"), request)),
        AllocatorBinding binding => allocators.FindCustom(binding.Allocator) is not { TouchesExternal: false },
        _ => true,
    };

    private static bool MayBeExternal(Argument? pool, ServiceRequest request) => pool switch
    {
        null => false,
        Argument.FromItem or Argument.All => true,
        _ => InventoryPool.IsExternal(pool.Resolve(request.Attributes.Root, request.Attributes.Root)?.ToString()),
    };

    private static bool MayHave(Argument? argument, ServiceRequest request) => argument switch
    {
        null => false,
        Argument.FromItem or Argument.All => true,
        _ => argument.Resolve(request.Attributes.Root, request.Attributes.Root) is not null,
    };
}
