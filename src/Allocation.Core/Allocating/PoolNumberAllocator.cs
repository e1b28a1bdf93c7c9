using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Core.Allocating;

/// <summary><c>number</c>: a number of a pool, the next by the pool's strategy or exactly the one asked for; or one of a VLAN pool file.</summary>
internal sealed class PoolNumberAllocator(NumberAllocator numbers) : ISessionAllocator
{
    /// <summary>The argument that asks for one number and no other.</summary>
    public const string Exactly = "exactly";

    /// <summary>The argument that names the pool.</summary>
    public const string Pool = "pool";

    public AllocatorDescription Description { get; } = new("number")
    {
        NeedsAttribute = true,
        Gives = AttributeType.Integer,
        Parameters = [new(Pool, AttributeType.Text), new("file", AttributeType.Text), new(Exactly, AttributeType.Integer)],
        OutsideWith = ["file"],
    };

    public SessionValue Take(SessionCall call)
    {
        var exactly = call.Arguments.Number(Exactly);
        if (call.Arguments.Text("file") is { } file)
        {
            var inventory = NumberInventories.Find(VlanPoolFile.PoolPrefix + file)!;
            var held = call.Session.Allocations.ActiveIn(inventory.Pool, new NumberRange(0, long.MaxValue)).Select(a => a.Value!.Value).ToHashSet();
            return new SessionValue.Outside(new ExternalTake(inventory, call.Call, exactly, held));
        }

        var pool = call.Arguments.Need(Pool, call.Arguments.Text(Pool));
        var record = numbers.Take(call.Session, pool, exactly, call.Lease, call.Attribute);
        return new SessionValue.Given(JsonValue.Create(record.Value!.Value), record.ReservationId);
    }
}
