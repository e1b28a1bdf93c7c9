using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;

namespace Allocation.Core.Allocating.Allocators;

/// <summary><c>number</c>: a number of a pool, the next by the pool's strategy or exactly the one asked for; or one of a VLAN pool file or
/// a registered inventory; or the next address of a subnet that the service holds. An attribute of the type <c>string</c> gets it as the
/// pool writes it: an address, a subnet.</summary>
internal sealed class PoolNumberAllocator(NumberAllocator numbers, InventoryDirectory inventories) : ISessionAllocator
{
    /// <summary>The argument that asks for one number and no other.</summary>
    public const string Exactly = "exactly";

    /// <summary>The argument that names the pool.</summary>
    public const string Pool = "pool";

    /// <summary>The argument that names a VLAN pool file.</summary>
    public const string File = "file";

    /// <summary>The argument that has the subnet of this service whose next address is wanted.</summary>
    public const string Parent = "parent";

    public AllocatorDescription Description { get; } = new("number")
    {
        NeedsAttribute = true,
        Gives = AttributeType.Integer,
        GivesAlso = AttributeType.Text,
        Parameters =
        [
            new(Pool, AttributeType.Text),
            new(File, AttributeType.Text),
            new(Parent, AttributeType.Text),
            new(Exactly, AttributeType.Integer) { Least = 0, AlsoType = AttributeType.Text },
        ],
        NeedsOneOf = [Pool, File, Parent],
        Excludes = [(Parent, File), (Parent, Exactly)],
        ExternalWith = [File],
    };

    public SessionValue Take(SessionCall call)
    {
        if (IsWithin(call)) return TakeWithin(call);
        if (TakeOutside(call) is { } outside) return new SessionValue.External(outside);
        var pool = Named(call.Arguments);
        var isText = IsText(call);
        var found = call.Session.Pools.Lock(pool) ?? throw MissingPool.OfNumbers(call.Session, pool);
        if (!isText && found.Notation.Kind != NotationKind.Number)
            throw Refused(call, $"it is a number, and pool '{found.Name}' gives {found.Notation.Several}, which are texts");
        var record = numbers.Take(call.Session, found.Name, Wanted(call.Arguments, found), call.Lease, call.Attribute);
        return new SessionValue.Given(
            isText ? JsonValue.Create(record.ResourceId) : JsonValue.Create(record.Value!.Value), record.ReservationId);
    }

    /// <summary>The step of a call that takes from an inventory; null where it takes from a pool of our own.</summary>
    public ExternalTake? TakeOutside(SessionCall call)
    {
        if (IsWithin(call)) return null;
        var pool = Named(call.Arguments);
        if (inventories.Find(call.Session, pool) is not { } inventory) return null;
        if (IsText(call)) throw Refused(call, $"it is a text, and '{pool}' gives numbers");
        return new ExternalTake(inventory, call.Call, call.Arguments.Number(Exactly));
    }

    private static bool IsWithin(SessionCall call) => call.Call.Binding.Arguments.ContainsKey(Parent);

    private SessionValue TakeWithin(SessionCall call)
    {
        var subnet = call.Arguments.Need(Parent, call.Arguments.Text(Parent));
        if (!IsText(call)) throw Refused(call, "it is a number, and an address is a text");
        var held = call.Session.Allocations.ActiveOf(call.Lease.Id).FirstOrDefault(line =>
            line.ResourceId == subnet && call.Session.Pools.Find(line.Pool)?.Notation.Kind == NotationKind.Subnet)
            ?? throw Refused(call, $"its argument '{Parent}' must be a subnet that the service holds, not '{subnet}'");
        var record = numbers.TakeWithin(call.Session, held, call.Arguments.Text(Pool), call.Lease, call.Attribute);
        return new SessionValue.Given(JsonValue.Create(record.ResourceId), record.ReservationId);
    }

    private static bool IsText(SessionCall call) =>
        call.Definition.Shape.At(call.Call.Attribute!).Attribute?.Type == AttributeType.Text;

    /// <summary>The number that a call asks for by number, and its pool as the ledger calls it; -1 for what the pool cannot have, which the
    /// call refuses.</summary>
    public (string Pool, long Number) Wanted(IStoreSession session, AllocatorArguments arguments)
    {
        var pool = Named(arguments);
        if (inventories.Find(session, pool) is { } inventory)
            return (inventory.Pool, arguments.Need(Exactly, arguments.Number(Exactly)));
        var value = arguments.Need(Exactly, arguments.Any(Exactly));
        var number = value.GetValueKind() != JsonValueKind.String ? arguments.Need(Exactly, arguments.Number(Exactly))
            : session.Pools.Find(pool)?.Notation.Read(value.GetValue<string>()) is { Mistake: null } reading ? reading.Number : -1;
        return (pool, number);
    }

    public string? PoolOf(ServiceDefinition definition, AllocatorCall call) => call.Text(Pool);

    private static long? Wanted(AllocatorArguments arguments, NumberPool pool)
    {
        if (arguments.Any(Exactly) is not { } value || value.GetValueKind() != JsonValueKind.String) return arguments.Number(Exactly);
        var text = value.GetValue<string>();
        var reading = pool.Notation.Read(text);
        return reading.Mistake is { } mistake ? throw PoolErrors.OutOfRange(pool, text, mistake) : reading.Number;
    }

    private static InvalidServiceException Refused(SessionCall call, string why) =>
        new(call.Instance.Name, $"{call.Attribute} of service '{call.Instance.Name}' cannot be allocated so: {why}.");

    private static string Named(AllocatorArguments arguments)
    {
        var meant = arguments.Text(File) is { } file
            ? PoolReference.OfFile(file)
            : PoolReference.Of(arguments.Need(Pool, arguments.Text(Pool)));
        return meant.Canonical().Text;
    }
}
