using Allocation.Core.Definitions;

namespace Allocation.Core.Allocating.Allocators;

/// <summary><c>value</c>: the value that it is given, a constant or one from elsewhere in the same service. It is stored once and
/// stays.</summary>
internal sealed class ValueAllocator : ISessionAllocator
{
    public AllocatorDescription Description { get; } = new("value")
    {
        NeedsAttribute = true,
        Parameters = null,
        NeedsOneOf = ["value"],
        GivesArgument = "value",
    };

    public string? PoolOf(ServiceDefinition definition, AllocatorCall call) => null;

    public SessionValue Take(SessionCall call) =>
        new SessionValue.Given(call.Arguments.Need("value", call.Arguments.Any("value")).DeepClone(), null);
}
