using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Core.Tests.Services;

public sealed class ServiceBatchTests : IDisposable
{
    private readonly TestSystem _system = new();

    public ServiceBatchTests() => _system.MakePool("vlan", 100, 110);

    [Fact]
    public void All_are_made_in_the_order_in_which_they_were_asked_for()
    {
        var made = _system.Vlans.CreateAll(Requests("c", "a", "b"));

        Assert.Equal(["c", "a", "b"], made.Select(s => s.Name));
        Assert.Equal([100L, 102L, 104L], made.Select(s => s.NorthVlanId!.Value));
        Assert.All(made, s => Assert.Equal("up", s.State));
    }

    [Fact]
    public void A_number_that_a_later_one_asks_for_is_not_taken_by_an_earlier_one()
    {
        VlanServiceRequest[] requests = [new("a"), new("b") { NorthVlanId = 101 }, new("c") { SouthVlanId = 100, NorthVlanId = 103 }];

        var made = _system.Vlans.CreateAll(requests);

        Assert.Equal([(102L, 104L), (101L, 105L), (103L, 100L)], made.Select(s => (s.NorthVlanId!.Value, s.SouthVlanId!.Value)));
        Assert.Equal(6, _system.Held.Count);
    }

    [Fact]
    public void One_number_that_two_ask_for_makes_none()
    {
        var before = _system.Dump();

        var error = Assert.Throws<AllocationFailedException>(() =>
            _system.Vlans.CreateAll([new("a"), new("b") { NorthVlanId = 105 }, new("c") { SouthVlanId = 105 }]));

        Assert.Equal(("c", "south_vlan_id"), (error.Service, error.Attribute));
        Assert.IsType<ValueTakenException>(error.InnerException);
        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void When_the_last_fails_none_is_made()
    {
        var before = _system.Dump();

        var error = Assert.Throws<AllocationFailedException>(() => _system.Vlans.CreateAll(Requests("a", "b", "c", "d", "e", "f")));

        Assert.Equal(("f", "north_vlan_id"), (error.Service, error.Attribute));
        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void A_bad_name_a_name_twice_or_a_missing_pool_makes_none()
    {
        var before = _system.Dump();

        Assert.Throws<InvalidServiceException>(() => _system.Vlans.CreateAll(Requests("a", "")));
        Assert.Equal("a", Assert.Throws<ServiceExistsException>(() => _system.Vlans.CreateAll(Requests("a", "b", "A"))).Name);
        Assert.Throws<PoolNotFoundException>(() => _system.Vlans
            .CreateAll([.. Requests("a"), new VlanServiceRequest("b") { NorthPool = "none" }]));

        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void Nothing_is_kept_in_part_of_several()
    {
        var before = _system.Dump();
        var requests = Requests("a", "b", "c", "d", "e", "f").Select(r => r with { KeepPartial = true });

        Assert.Throws<AllocationFailedException>(() => _system.Vlans.CreateAll(requests));

        Assert.Equal(before, _system.Dump());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void All_refusals_are_told_and_without_what_was_refused_the_batch_is_made(int seed)
    {
        var random = new Random(seed);
        var (bad, most) = (0, 0);
        for (var round = 0; round < 60; round++)
        {
            using var world = new ServiceWorld(new Random(round));
            world.Pool("vlan", 100, 108);
            world.System.VlanServices.Create(new("taken") { NorthVlanId = 103, SouthVlanId = 104 });
            var requests = Enumerable.Range(0, random.Next(1, 7)).Select(i => new VlanServiceRequest(random.Next(8) switch
            {
                0 => "taken",
                1 => "s0",
                _ => $"s{i}",
            })
            {
                NorthVlanId = random.Next(3) == 0 ? 98 + (2 * random.Next(6)) : null,
                SouthVlanId = random.Next(3) == 0 ? 101 + (2 * random.Next(4)) : null,
                NorthPool = random.Next(9) == 0 ? "nowhere" : "vlan",
            }.ToRequest()).ToList();
            var failure = Record.Exception(() => world.System.Services.CreateAll(requests));
            if (failure is null) continue;

            using var preview = new Preview(Copy(world.Store), new StoreProvider());
            var review = preview.Review(requests, (AllocationException)failure, TestContext.Current.CancellationToken);
            var refusals = review.Refusals;

            Assert.NotEmpty(refusals);
            Assert.True(review.IsWhole);
            Assert.Contains(refusals, refusal => refusal.Error.Message == failure.Message);
            Assert.All(refusals, refusal => Assert.Equal(
                NameKey.Of(requests[refusal.Place!.Value].Name),
                NameKey.Of(refusal.Error.Place?.Service ?? (string)refusal.Error.Target!)));
            var rest = requests.Where((_, place) => refusals.All(refusal => refusal.Place != place)).ToList();
            Assert.Equal(rest.Count, rest.Count == 0 ? 0 : world.System.Services.CreateAll(rest).Count);
            bad++;
            most = Math.Max(most, refusals.Count);
        }

        Assert.True(bad > 20, $"only {bad} batches were refused");
        Assert.True(most > 2, $"the most refusals of a batch were {most}");
    }

    [Fact]
    public void What_the_copy_does_not_show_is_told_as_well()
    {
        using var preview = new Preview(Copy(null), new StoreProvider());
        preview.System.Pools.Create("vlan", new Core.Pools.PoolChange { From = 1, To = 9 });
        var requests = Requests("a", "b").Select(r => r.ToRequest()).ToList();
        var cause = new ServiceExistsException("VlanService", "b");

        Assert.Equal([new BatchRefusal(null, cause)], preview.Review(requests, cause, TestContext.Current.CancellationToken).Refusals);
    }

    [Fact]
    public void A_long_batch_is_not_tried_to_its_end()
    {
        using var preview = new Preview(Copy(null), new StoreProvider());
        preview.System.Pools.Create("vlan", new Core.Pools.PoolChange { From = 1, To = 7001 });
        var requests = Enumerable.Range(0, 4000).Select(i => new VlanServiceRequest($"s{i}").ToRequest()).ToList();

        var review = preview.Review(requests, null, TestContext.Current.CancellationToken);

        Assert.False(review.IsWhole);
        Assert.Equal([3500, 3501, 3502, 3503, 3504, 3505], review.Refusals.Select(refusal => refusal.Place!.Value));
    }

    [Fact]
    public void None_asked_for_is_none_made() =>
        Assert.Empty(_system.Vlans.CreateAll([]));

    private static IAllocationStore Copy(IAllocationStore? store) => new StoreProvider().CopyInMemory(StoreUri.Default, store);

    public void Dispose() => _system.Dispose();

    private static List<VlanServiceRequest> Requests(params string[] names) => names.Select(n => new VlanServiceRequest(n)).ToList();
}
