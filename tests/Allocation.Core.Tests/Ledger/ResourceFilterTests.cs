using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Ledger;

/// <summary>Whose is this resource, this range, this network: what a filter by resource finds, and what it refuses.</summary>
public sealed class ResourceFilterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AllocationSystem _system;

    public ResourceFilterTests()
    {
        _system = new(new MemoryStore(StoreUri.Parse("json:memory", Path.GetTempPath())), new ManualClock());
        Pool("vlan", new() { From = 100, To = 200 }, "100", "150");
        Pool("lan", Written("address 10.0.2.0/24"), "10.0.2.17");
        Pool("nets", Written("subnet 10.0.0.0/8 24"), "10.0.2.0/24", "10.0.3.0/24");
        Pool("mac", Written("mac 52:54:00"), "52:54:00:00:00:07");
        Pool("web", Written("text web-{0:000}"), "web-007");
    }

    [Theory]
    [InlineData("10.0.0.0-10.255.255.255", "lan 10.0.2.17", "nets 10.0.2.0/24", "nets 10.0.3.0/24")]
    [InlineData("0.0.0.0-255.255.255.255", "lan 10.0.2.17", "nets 10.0.2.0/24", "nets 10.0.3.0/24")]
    [InlineData("10.0.0.0/8", "lan 10.0.2.17", "nets 10.0.2.0/24", "nets 10.0.3.0/24")]
    [InlineData("10.0.2.17", "lan 10.0.2.17", "nets 10.0.2.0/24")]
    [InlineData("10.0.3.99", "nets 10.0.3.0/24")]
    [InlineData("10.0.3.96/28", "nets 10.0.3.0/24")]
    [InlineData("10.0.2.0/24", "lan 10.0.2.17", "nets 10.0.2.0/24")]
    [InlineData("11.0.0.1")]
    [InlineData("2001:db8::/64")]
    [InlineData("0-9223372036854775807", "vlan 100", "vlan 150")]
    [InlineData("120-99999999999999999999", "vlan 150")]
    [InlineData("00:00:00:00:00:00-ff:ff:ff:ff:ff:ff", "mac 52:54:00:00:00:07")]
    [InlineData("web-000-web-010", "web web-007")]
    [InlineData("150,10.0.3.0-10.0.3.255,web-007", "nets 10.0.3.0/24", "vlan 150", "web web-007")]
    [InlineData("9000-9100")]
    public void A_resource_is_found_by_what_it_is_in_and_by_what_is_in_it(string text, params string[] lines)
    {
        Assert.Equal(lines, Found(new() { ResourceId = text }));
        var inPools = lines.Where(line => line.StartsWith("nets", StringComparison.Ordinal));
        if (text.StartsWith("10.0.3", StringComparison.Ordinal)) Assert.Equal(inPools, Found(new() { Pool = "NETS", ResourceId = text }));
    }

    [Theory]
    [InlineData("150-100")]
    [InlineData("100-110,150-100")]
    [InlineData("10.0.3.0-10.0.2.0")]
    [InlineData("10.0.3.0/24-10.0.2.0/24")]
    [InlineData("52:54:00:00:00:07-52:54:00:00:00:01")]
    [InlineData("10.0.3.1/24")]
    [InlineData("10.0.3.0/33")]
    [InlineData("100,")]
    public void What_is_written_wrongly_is_told_with_and_without_a_pool(string text)
    {
        foreach (var pool in new[] { null, "vlan", "lan", "nets", "mac" })
        {
            var query = new AllocationQuery { Pool = pool, ResourceId = text };
            var told = Assert.Throws<InvalidAllocationException>(() => Found(query)).Message;
            if (pool is null or "vlan") Assert.Contains(text.Split(',')[^1], told);
            Assert.Throws<InvalidAllocationException>(() => _system.Ledger.Count(query));
            Assert.Throws<InvalidAllocationException>(() => _system.Ledger.CountByResource(query));
        }
    }

    [Fact]
    public void What_is_nothing_to_any_pool_and_was_never_held_is_told()
    {
        var unknown = Assert.Throws<ResourceNotFoundException>(() => Found(new() { ResourceId = "100,abc" }));
        Assert.Equal("abc", unknown.Resource);
        Assert.Contains("a range 150-160", unknown.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidAllocationException>(() => Found(new() { Pool = "vlan", ResourceId = "abc" }));
    }

    [Fact]
    public void Numbers_of_a_pool_file_and_of_a_pool_that_is_gone_are_found_by_ranges()
    {
        var file = Path.Combine(_folder.Path, "pool.json");
        File.WriteAllText(file, """{"range": {"from": 500, "to": 600}}""");
        var service = _system.VlanServices.Create(new("shop") { PoolFile = file }).Service;
        var place = Held().Single(line => line.LeaseId == service.Id && line.ResourceId == "500").Pool;
        foreach (var pool in new[] { null, place })
        {
            Assert.Equal([$"{place} 500", $"{place} 501"], Found(new() { Pool = pool, ResourceId = "400-9223372036854775807" }));
            Assert.Equal([$"{place} 501"], Found(new() { Pool = pool, ResourceId = "501,502" }));
        }

        Pool("old", new() { From = 700, To = 800 }, "700");
        _system.Direct.GiveBack(_system.Ledger.Query(new() { Pool = "old" }).Single().ReservationId);
        _system.Pools.Remove("old");
        Assert.Equal(["old 700"], Found(new() { Pool = "old", ResourceId = "699-701" }));
        Assert.Equal(["old 700"], Found(new() { ResourceId = "699-701" }));
        Assert.Throws<InvalidAllocationException>(() => Found(new() { Pool = "old", ResourceId = "701-699" }));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _system.Dispose();
        _folder.Dispose();
    }

    private void Pool(string name, PoolChange settings, params string[] held)
    {
        _system.Pools.Create(name, settings);
        _system.Direct.TakeAll([new(name, $"of-{name}") { ResourceIds = held }]);
    }

    private static PoolChange Written(string notation) => new() { Notation = PoolNotation.Parse(notation) };

    private IEnumerable<AllocationRecord> Held() => _system.Ledger.Query(new() { State = AllocationState.Active });

    private List<string> Found(AllocationQuery query) =>
        [.. _system.Ledger.Query(query).Select(line => $"{line.Pool} {line.ResourceId}")];
}
