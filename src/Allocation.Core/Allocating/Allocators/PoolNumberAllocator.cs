using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;

namespace Allocation.Core.Allocating.Allocators;

/// <summary><c>number</c>: a number of a pool, the next by the pool's strategy or exactly the one asked for; or one of a VLAN pool file or
/// a registered inventory.</summary>
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
        Parameters = [new(Pool, AttributeType.Text), new("file", AttributeType.Text), new(Exactly, AttributeType.Integer) { Least = 0 }],
        NeedsOneOf = [Pool, "file"],
        ExternalWith = ["file"],
    };

    public SessionValue Take(SessionCall call)
    {
        var exactly = call.Arguments.Number(Exactly);
        var pool = Named(call.Arguments);
        if (inventories.Find(call.Session, pool) is { } inventory)
            return new SessionValue.External(new ExternalTake(inventory, call.Call, exactly));

        var record = numbers.Take(call.Session, pool, exactly, call.Lease, call.Attribute);
        return new SessionValue.Given(JsonValue.Create(record.Value!.Value), record.ReservationId);
    }

    /// <summary>The number that a call asks for by number, and its pool as the ledger calls it.</summary>
    public (string Pool, long Number) Wanted(IStoreSession session, AllocatorArguments arguments)
    {
        var pool = Named(arguments);
        return (inventories.Find(session, pool)?.Pool ?? pool, arguments.Need(Exactly, arguments.Number(Exactly)));
    }

    public string? PoolOf(ServiceDefinition definition, AllocatorCall call) => call.Text(Pool);

    private static string Named(AllocatorArguments arguments)
    {
        var meant = arguments.Text("file") is { } file
            ? PoolReference.OfFile(file)
            : PoolReference.Of(arguments.Need(Pool, arguments.Text(Pool)));
        return meant.Canonical().Text;
    }
}
