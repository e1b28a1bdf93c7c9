using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Allocation.Core.Storage;

namespace Allocation.Core.Allocating;

/// <summary>A call of a built-in allocator within a transaction.</summary>
/// <param name="Session">The transaction.</param>
/// <param name="Definition">The definition of the instance.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Call">The allocator on its level; an attribute is bound.</param>
internal sealed record SessionCall(IStoreSession Session, ServiceDefinition Definition, ServiceInstance Instance, AllocatorCall Call)
{
    /// <summary>The arguments of the allocator.</summary>
    public AllocatorArguments Arguments { get; } = new(Instance.Name, Call);

    /// <summary>Who will hold the value.</summary>
    public Lease Lease { get; } = new(Instance.Id, Instance.Name, LeaseKind.Service) { Time = Instance.Time };

    /// <summary>The attribute as the ledger names it.</summary>
    public string Attribute => Call.Attribute!.ToString();
}
