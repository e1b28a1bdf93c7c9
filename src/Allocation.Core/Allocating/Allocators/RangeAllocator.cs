using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;

namespace Allocation.Core.Allocating.Allocators;

/// <summary>
/// <c>first-free</c> and <c>random</c>: an unused number of the half-open range from <c>from</c> to <c>to</c>. Unused means that no
/// living instance holds it in any of its sets, for the same attribute of the same definition or for the same <c>scope</c>.
/// </summary>
internal sealed class RangeAllocator(string name, bool atRandom, NumberAllocator numbers) : ISessionAllocator
{
    /// <summary>The argument that names a scope.</summary>
    public const string Scope = "scope";

    public AllocatorDescription Description { get; } = new(name)
    {
        NeedsAttribute = true,
        Gives = AttributeType.Integer,
        Parameters =
        [
            new("from", AttributeType.Integer, Required: true) { Least = 0 },
            new("to", AttributeType.Integer, Required: true),
            new(Scope, AttributeType.Text) { ConstantOnly = true },
        ],
        Range = ("from", "to"),
    };

    public string? PoolOf(ServiceDefinition definition, AllocatorCall call) => ValueScope.Of(definition, call, call.Text(Scope));

    public SessionValue Take(SessionCall call)
    {
        var range = new NumberRange(
            call.Arguments.Need("from", call.Arguments.Number("from")),
            call.Arguments.Need("to", call.Arguments.Number("to")));
        var scope = ValueScope.Of(call.Definition, call.Call, call.Arguments.Text(Scope));
        var record = numbers.TakeIn(call.Session, scope, range, atRandom, call.Lease, call.Attribute);
        return new SessionValue.Given(JsonValue.Create(record.Value!.Value), record.ReservationId);
    }
}
