using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;

namespace Allocation.Core.Allocating.Allocators;

/// <summary>
/// <c>lookup</c>: a value of another instance, as others may see it in its state. It is stored, so a later change over there
/// does not change it here; list the attributes that choose the other instance under <c>refreshOn</c> to look again.
/// </summary>
internal sealed class LookupAllocator(DefinitionLibrary definitions) : ISessionAllocator
{
    public AllocatorDescription Description { get; } = new("lookup")
    {
        NeedsAttribute = true,
        Parameters =
        [
            new("definition", AttributeType.Text, Required: true),
            new("name", AttributeType.Text, Required: true),
            new("attribute", AttributeType.Text, Required: true),
        ],
    };

    public string? PoolOf(ServiceDefinition definition, AllocatorCall call) => null;

    public SessionValue Take(SessionCall call)
    {
        var definition = call.Arguments.Need("definition", call.Arguments.Text("definition"));
        var name = call.Arguments.Need("name", call.Arguments.Text("name"));
        var attribute = call.Arguments.Need("attribute", call.Arguments.Text("attribute"));
        var kind = definitions.Latest(call.Session, definition) ?? throw new ServiceNotFoundException(definition, name);
        var other = call.Session.Services.FindLiving(kind.Name, name)
            ?? throw EndedServices.NotFound(call.Session, kind.Name, name);
        var seen = VisibleTo(definitions.Of(call.Session, other), other);
        if (seen?.Get(DictPath.Parse(attribute)) is { } value) return new SessionValue.Given(value, null);
        throw new InvalidServiceException(call.Instance.Name, $"the {kind.Name} '{other.Name}' is {other.State} and has no {attribute}.");
    }

    private static AttributeSet? VisibleTo(ServiceDefinition definition, ServiceInstance other) =>
        definition.Lifecycle.State(other.State).ValidateOthers switch
        {
            InstanceSet.Active => View(definition, other.Active),
            InstanceSet.Candidate => View(definition, other.Candidate),
            InstanceSet.Rollback => View(definition, other.Rollback),
            null => null,
        };

    private static AttributeSet? View(ServiceDefinition definition, AttributeSet? set) =>
        set is null ? null : AttributeSet.Of(FallbackMap.Unwrap(definition, set.Root));
}
