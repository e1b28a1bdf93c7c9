using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Services;

namespace Allocation.Core.Allocating;

/// <summary><c>number</c>: a number of a pool, the next by the pool's strategy or exactly the one asked for; or one of a VLAN pool file or a registered inventory.</summary>
internal sealed class PoolNumberAllocator(NumberAllocator numbers, InventoryDirectory inventories) : ISessionAllocator
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
        var pool = call.Arguments.Text("file") is { } file ? InventoryPool.FilePrefix + file : call.Arguments.Need(Pool, call.Arguments.Text(Pool));
        if (inventories.Find(call.Session, pool) is { } inventory) return new SessionValue.Outside(new ExternalTake(inventory, call.Call, exactly));

        var record = numbers.Take(call.Session, pool, exactly, call.Lease, call.Attribute);
        return new SessionValue.Given(JsonValue.Create(record.Value!.Value), record.ReservationId);
    }
}
