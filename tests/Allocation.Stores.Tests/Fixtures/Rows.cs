using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Stores.Tests.Fixtures;

/// <summary>Rows for tests, plain unless a test says otherwise.</summary>
internal static class Rows
{
    public static DateTimeOffset Noon { get; } = new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero).AddTicks(1234560);

    public static NumberPool Pool(string name = "vlan") => new() { Name = name, Range = new(100, 200), CreatedAt = Noon };

    public static FreeRange Free(long from, long to, DateTimeOffset? freed = null) => new(new(from, to), freed);

    public static AllocationRecord Number(string id, long number, string pool = "vlan", string lease = "lease") => new()
    {
        ReservationId = id,
        Pool = pool,
        ResourceId = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Value = number,
        LeaseId = lease,
        LeaseName = "a",
        LeaseKind = LeaseKind.Service,
        Attribute = "north.vlan_id",
        StartDate = Noon,
    };

    public static AllocationRecord Thing(string id, string name, string pool = "vm") =>
        Number(id, 0, pool) with { ResourceId = name, Value = null, Attribute = null, LeaseKind = LeaseKind.Ticket };

    public static IntentRecord Intent(string id, string lease = "lease", string pool = "file:vlan.json", long? number = 100) => new()
    {
        Id = id,
        Purpose = IntentPurpose.Take,
        Pool = pool,
        Number = number,
        LeaseId = lease,
        LeaseName = "a",
        LeaseKind = LeaseKind.Service,
        Attribute = "north_vlan_id",
        Caller = "host|place|1|2|nonce",
        Heartbeat = Noon,
        CreatedAt = Noon,
    };

    public static ServiceInstance Service(string id, string name, string definition = "VlanService") => new()
    {
        Id = id,
        Definition = definition,
        Name = name,
        State = "start",
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };
}
