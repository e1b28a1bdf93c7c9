using Allocation.Core.Definitions;
using Allocation.Core.Pools;

namespace Allocation.Core.Allocating;

/// <summary>Within what a value is unique that comes from no separate pool. In the ledger it is in the place of the pool.</summary>
internal static class ValueScope
{
    /// <summary>The scope of an attribute: its own, by definition and path without regard to items, or a named one that several
    /// share.</summary>
    internal static string Of(ServiceDefinition definition, AllocatorCall call, string? named) =>
        InternalPools.OfService(named ?? $"{definition.Name}.{string.Join('.', call.Attribute!.Elements.Select(e => e.Name))}");
}
