using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;

namespace Allocation.Core.Services;

/// <summary>Whether a request may need anything outside the store, and so more than one transaction.</summary>
internal static class OutsideNeed
{
    /// <summary>True also when it is not certain.</summary>
    public static bool Of(ServiceRequest request, BuiltInAllocators allocators) => request.Definition.Allocation.Any(n => Of(n, request, allocators));

    private static bool Of(AllocationNode node, ServiceRequest request, BuiltInAllocators allocators) => node switch
    {
        ForEachNode loop => loop.Apply.Any(n => Of(n, request, allocators)),
        FallbackNode fallback => fallback.Apply.Any(n => Of(n, request, allocators)),
        AllocatorBinding binding when allocators.FindBuiltIn(binding.Allocator) is { } builtIn =>
            builtIn.Description.OutsideWith.Any(name => MayHave(binding.Arguments.GetValueOrDefault(name), request))
            || (builtIn is PoolNumberAllocator && MayBeOutside(binding.Arguments.GetValueOrDefault("pool"), request)),
        AllocatorBinding binding => allocators.FindOwn(binding.Allocator) is not { TouchesOutside: false },
        _ => true,
    };

    private static bool MayBeOutside(Argument? pool, ServiceRequest request) => pool switch
    {
        null => false,
        Argument.FromItem or Argument.All => true,
        _ => InventoryPool.IsOutside(pool.Resolve(request.Attributes.Root, request.Attributes.Root)?.ToString()),
    };

    private static bool MayHave(Argument? argument, ServiceRequest request) => argument switch
    {
        null => false,
        Argument.FromItem or Argument.All => true,
        _ => argument.Resolve(request.Attributes.Root, request.Attributes.Root) is not null,
    };
}
