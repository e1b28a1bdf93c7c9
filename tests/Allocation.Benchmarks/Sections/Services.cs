using System.Globalization;
using Allocation.Benchmarks.Measuring;
using Allocation.Core.Ledger;
using Allocation.Core.Services;

namespace Allocation.Benchmarks.Sections;

/// <summary>Making services through the core, beside inserting the same rows with Microsoft.Data.Sqlite alone.</summary>
internal static class Services
{
    private const int Batch = 1_000;

    public static IEnumerable<Result> Run()
    {
        yield return Compare("one service, one transaction", 1, rounds: 1_500, warmUp: 500, atLeast: 0.7);
        yield return Compare(FormattableString.Invariant($"{Batch:N0} services, one transaction"), Batch, rounds: 25, warmUp: 8, atLeast: 0.4);
    }

    private static Result Compare(string what, int services, int rounds, int warmUp, double atLeast)
    {
        using var ours = new BenchmarkStore();
        using var bare = new BenchmarkStore();
        ours.Create("vlan", 0, 1L << 32);
        bare.Create("vlan", 0, 1L << 32);
        using var floor = new BareInsert(bare.OpenBare());
        var system = ours.Product;
        var medians = Clock.Medians(
            rounds,
            warmUp,
            round =>
            {
                var requests = Enumerable.Range(round * services, services).Select(n => new VlanServiceRequest(Name(n))).ToList();
                return Clock.Time(() =>
                {
                    if (services == 1) system.VlanServices.Create(requests[0]);
                    else system.VlanServices.CreateAll(requests);
                });
            },
            round =>
            {
                var rows = Enumerable.Range(round * services, services).Select(Row).ToList();
                return Clock.Time(() => floor.Insert(rows));
            });
        return Result.Rate("a", what, medians[0], medians[1], atLeast);
    }

    private static string Name(int number) => "service-" + number.ToString("D8", CultureInfo.InvariantCulture);

    // What the core writes for the same service.
    private static (ServiceInstance Service, IReadOnlyList<AllocationRecord> Allocations) Row(int number)
    {
        var now = DateTimeOffset.UtcNow;
        var id = Guid.CreateVersion7().ToString();
        AllocationRecord Allocation(string side, long value) => new()
        {
            ReservationId = Guid.CreateVersion7().ToString(),
            Pool = "vlan",
            ResourceId = LedgerText.Of(value),
            Value = value,
            LeaseId = id,
            LeaseName = Name(number),
            LeaseKind = LeaseKind.Service,
            Attribute = side + "_vlan_id",
            StartDate = now,
        };
        AllocationRecord[] allocations = [Allocation("north", number * 2L), Allocation("south", (number * 2L) + 1)];
        var attributes = new VlanServiceRequest(Name(number)).ToRequest().Attributes;
        foreach (var allocation in allocations)
        {
            attributes = attributes.With(allocation.Attribute!, allocation.Value);
            attributes = attributes.With(allocation.Attribute!.Replace("vlan_id", "allocation_key", StringComparison.Ordinal), allocation.ReservationId);
        }

        var service = new ServiceInstance
        {
            Id = id,
            Definition = "VlanService",
            Name = Name(number),
            State = "up",
            Version = 4,
            Active = attributes,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return (service, allocations);
    }
}
