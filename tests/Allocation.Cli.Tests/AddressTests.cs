using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>Pools of addresses on the command line.</summary>
[StartsFirst]
public sealed class AddressTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void An_address_is_taken_listed_and_given_back()
    {
        var pool = _box.Json("pool", "new", "lan", "--network", "10.20.0.0/24", "--exclude", "10.20.0.1,10.20.0.250-10.20.0.254").Ok().One;
        Assert.Equal(("Address", "10.20.0.0/24", "10.20.0.1-10.20.0.254", 248),
            ((string?)pool["Notation"], (string?)pool["Network"], (string?)pool["Gives"], (int)pool["Size"]!));

        Assert.Equal(["10.20.0.1", "10.20.0.250-10.20.0.254"], pool["Excluded"]!.AsArray().Select(e => (string?)e));
        Assert.Equal(["10.20.0.2-10.20.0.249"], _box.Json("pool", "free", "lan").Ok().One["FreeRanges"]!.AsArray().Select(e => (string?)e));

        var next = _box.Json("take", "lan", "--name", "printer").Ok().One;
        Assert.Equal(("10.20.0.2", 2), ((string?)next["ResourceId"], (int)next["Value"]!));
        var exact = _box.Json("take", "lan", "--name", "plant", "--resource-id", "10.20.0.7").Ok().One;
        Assert.Equal("10.20.0.7", (string?)exact["ResourceId"]);

        Assert.Equal(["10.20.0.7"], Ids("list", "--pool", "lan", "--resource-id", "10.20.0.7"));
        Assert.Equal(["10.20.0.2", "10.20.0.3"], Ids("list", "--pool", "lan", "--by-resource", "--first", "2"));
        Assert.Equal("10.20.0.3", (string?)_box.Json("pool", "free", "lan").Ok().One["ResourceId"]![0]);
        Assert.Contains("10.20.0.3-10.20.0.6", _box.Run("pool", "free", "lan").Ok().Output, StringComparison.Ordinal);
        _box.Run("give", "plant").Ok();
        Assert.Equal(["10.20.0.2"], Ids("list", "--pool", "lan"));
    }

    [Fact]
    public void A_pool_of_the_addresses_of_a_subnet_goes_with_the_subnet()
    {
        _box.Run("pool", "new", "nets", "--network", "10.0.0.0/8", "--prefix-length", "24").Ok();
        var subnet = (string)_box.Json("take", "nets", "--name", "site").Ok().One["ReservationId"]!;
        var pool = _box.Json("pool", "new", "site", "--parent-allocation", subnet).Ok().One;
        Assert.Equal(("10.0.0.0/24", subnet), ((string?)pool["Network"], (string?)pool["ParentAllocation"]));
        _box.Run("take", "site", "--name", "gateway").Ok();

        _box.Run("give", "site").Refused(ErrorKind.PoolInUse);
        _box.Run("give", "gateway").Ok();
        _box.Run("give", "site").Ok();

        _box.Run("pool", "list", "site").Refused(ErrorKind.PoolNotFound);
        _box.Run("pool", "new", "site", "--parent-allocation", subnet).Refused(ErrorKind.AllocationNotFound);
    }

    [Fact]
    public void Resources_are_found_by_ranges_and_networks()
    {
        _box.Run("pool", "new", "lan", "--network", "10.20.0.0/24").Ok();
        _box.Run("pool", "new", "nets", "--network", "10.0.0.0/8", "--prefix-length", "24").Ok();
        _box.Run("pool", "new", "vlan", "--from", "0", "--to", "300").Ok();
        _box.Run("take", "lan", "--name", "a", "--resource-id", "10.20.0.7,10.20.0.63,10.20.0.64").Ok();
        _box.Run("take", "nets", "--name", "a", "--resource-id", "10.0.9.0/24,10.1.0.0/24").Ok();
        _box.Run("take", "vlan", "--name", "a", "--resource-id", "9,10,100").Ok();

        Assert.Equal(["9", "10"], Ids("list", "--pool", "vlan", "--resource-id", "2-99"));
        Assert.Equal(["9", "10"], Ids("list", "--resource-id", "2-99"));
        Assert.Equal(["9", "100"], Ids("list", "--pool", "vlan", "--resource-id", "9,100-199"));
        Assert.Equal(["10.20.0.7", "10.20.0.63"], Ids("list", "--resource-id", "10.20.0.0/26"));
        Assert.Equal(["10.20.0.63", "10.20.0.64"], Ids("list", "--pool", "lan", "--resource-id", "10.20.0.9-10.20.0.99"));
        Assert.Equal(["10.0.9.0/24"], Ids("list", "--resource-id", "10.0.0.0/16"));
        Assert.Equal(["10.20.0.62", "10.20.0.63"], Ids("list", "--pool", "lan", "--by-resource", "--resource-id", "10.20.0.62-10.20.0.63"));
        Assert.Empty(Ids("list", "--pool", "lan", "--resource-id", "10.21.0.0/24"));
        _box.Run("list", "--pool", "lan", "--by-resource", "--resource-id", "10.20.0.255").Refused(ErrorKind.ResourceNotFound);
        foreach (var wrong in new[] { "10.20.0.1/24", "10.20.0.9-10.20.0.1", "2-99", "10.20.0.7,x" })
            _box.Run("list", "--pool", "lan", "--resource-id", wrong).Refused(ErrorKind.InvalidAllocation);
    }

    [Fact]
    public void What_is_held_is_not_excluded_by_mistake()
    {
        _box.Run("pool", "new", "lan", "--network", "10.20.0.0/24").Ok();
        _box.Run("take", "lan", "--name", "plant", "--resource-id", "10.20.0.7").Ok();
        var error = _box.Run("pool", "set", "lan", "--add-exclude", "10.20.0.5-10.20.0.9").Refused(ErrorKind.PoolInUse).Error;
        Assert.Contains("10.20.0.7: it is held by 'plant'", error, StringComparison.Ordinal);
        Assert.Contains("--allow-held", error, StringComparison.Ordinal);
        Assert.Contains("--allow-overlap",
            _box.Run("pool", "new", "other", "--network", "10.20.0.0/25").Refused(ErrorKind.InvalidPool).Error, StringComparison.Ordinal);
        _box.Run("pool", "set", "lan", "--add-exclude", "10.20.0.7", "--allow-held").Ok();
        _box.Run("give", "plant").Ok();
        _box.Run("take", "lan", "--name", "b", "--resource-id", "10.20.0.7").Refused(ErrorKind.ValueOutOfRange);
    }

    [Theory]
    [InlineData(ErrorKind.InvalidAllocation, "without leading zeros", "take", "lan", "--name", "a", "--resource-id", "010.020.000.007")]
    [InlineData(ErrorKind.InvalidAllocation, "of IPv6", "take", "lan", "--name", "a", "--resource-id", "2001:db8::7")]
    [InlineData(ErrorKind.InvalidAllocation, "'7'", "take", "lan", "--name", "a", "--resource-id", "7")]
    [InlineData(ErrorKind.ValueOutOfRange, "it must be in 10.20.0.0/24", "take", "lan", "--name", "a", "--resource-id", "10.21.0.7")]
    [InlineData(ErrorKind.ValueOutOfRange, "it must be in 10.20.0.1-10.20.0.254",
        "take", "lan", "--name", "a", "--resource-id", "10.20.0.255")]
    [InlineData(ErrorKind.ValueOutOfRange, "it is excluded", "take", "lan", "--name", "a", "--resource-id", "10.20.0.9")]
    [InlineData(ErrorKind.InvalidAllocation, "'x' cannot be a resource of pool 'lan'", "list", "--pool", "lan", "--resource-id", "x")]
    [InlineData(ErrorKind.InvalidPool, "is 10.30.0.0/24", "pool", "new", "b", "--network", "10.30.0.1/24")]
    [InlineData(ErrorKind.InvalidPool, "overlaps pool 'lan' in 10.20.0.129-10.20.0.254", "pool", "new", "b", "--network", "10.20.0.128/25")]
    [InlineData(ErrorKind.InvalidPool, "exclude '10.21.0.1'", "pool", "set", "lan", "--add-exclude", "10.21.0.1")]
    [InlineData(ErrorKind.InvalidPool, "cannot give 10.20.0.8 again", "pool", "set", "lan", "--remove-exclude", "10.20.0.8-10.20.0.9")]
    [InlineData(ErrorKind.InvalidPool, "'from' and 'to' are numbers", "pool", "set", "lan", "--from", "5")]
    public void What_cannot_be_is_refused_with_what_it_must_be_and_nothing_is_taken(ErrorKind kind, string says, params string[] command)
    {
        _box.Run("pool", "new", "lan", "--network", "10.20.0.0/24", "--exclude", "10.20.0.9").Ok();
        Assert.Contains(says, _box.Run(command).Refused(kind).Error, StringComparison.Ordinal);
        Assert.Equal((0, 253), (_box.Json("list").Ok().List.Count, (int)_box.Json("pool", "list").Ok().List.Single()["Free"]!));
    }

    [Theory]
    [InlineData("10.0.0.0/24,10.0.1.0/24", "10.0.7.0/24", "10.0.7.0/24", "--network", "10.0.0.0/8", "--prefix-length", "24")]
    [InlineData("2001:db8::/48,2001:db8:1::/48", "2001:DB8:7::/48", "2001:db8:7::/48",
        "--network", "2001:db8::/32", "--prefix-length", "48")]
    [InlineData("52:54:00:00:00:00,52:54:00:00:00:01", "52-54-00-00-00-0A", "52:54:00:00:00:0a", "--mac-prefix", "52:54:00")]
    [InlineData("web-001,web-002", "web-050", "web-050", "--pattern", "web-{0:000}", "--from", "1", "--to", "100")]
    public void Subnets_MAC_addresses_and_texts_are_taken_listed_and_given_back(string next, string typed, string written,
        params string[] pool)
    {
        _box.Run(["pool", "new", "p", .. pool]).Ok();
        Assert.Equal(next.Split(','), Ids("take", "p", "--name", "a", "--count", "2"));
        _box.Run("take", "p", "--name", "b", "--resource-id", typed).Ok();
        Assert.Equal([written], Ids("list", "--pool", "p", "--resource-id", typed));
        Assert.Equal([written], Ids("list", "--resource-id", typed));
        _box.Run("take", "p", "--name", "c", "--resource-id", typed).Refused(ErrorKind.ValueTaken);
        _box.Run("pool", "set", "p", "--add-exclude", typed).Refused(ErrorKind.PoolInUse);
        _box.Run("pool", "set", "p", "--add-exclude", typed, "--allow-held").Ok();
        _box.Run("give", "b").Ok();
        var refused = _box.Run("take", "p", "--name", "c", "--resource-id", typed).Refused(ErrorKind.ValueOutOfRange);
        Assert.Contains("it is excluded", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("needs the network", "--prefix-length", "24", "--from", "0", "--to", "1")]
    [InlineData("not several of them", "--network", "10.0.0.0/8", "--mac-prefix", "52:54:00")]
    [InlineData("and no other braces", "--pattern", "web-{0}-{0}")]
    [InlineData("and has none", "--pattern", "web")]
    [InlineData("how many digits", "--pattern", "web-{0}")]
    [InlineData("must be at most 1000, not 1001", "--pattern", "web-{0:000}", "--from", "0", "--to", "1001")]
    [InlineData("one to five bytes", "--mac-prefix", "52:54:00:00:00:00")]
    [InlineData("between 8 and 32", "--network", "10.0.0.0/8", "--prefix-length", "7")]
    public void A_pool_that_cannot_be_is_refused_with_what_it_must_be(string says, params string[] pool)
    {
        Assert.Contains(says, _box.Run(["pool", "new", "p", .. pool]).Refused(ErrorKind.InvalidPool).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_of_numbers_takes_none_from_a_pool_of_addresses()
    {
        _box.Run("pool", "new", "lan", "--network", "10.20.0.0/24").Ok();
        var run = _box.Run("vlan", "new", "web", "--north-pool", "lan", "--south-pool", "lan").Refused(ErrorKind.AllocationFailed);
        Assert.Contains("pool 'lan' gives addresses", run.Error, StringComparison.Ordinal);
        Assert.Empty(_box.Json("list").Ok().List);
    }

    [Fact]
    public void A_pool_of_several_ranges_gives_nothing_between_them()
    {
        _box.Run("pool", "new", "v", "--range", "100-101,300", "--exclude", "101").Ok();
        Assert.Equal(["100", "300"], _box.Json("take", "v", "--name", "a", "--count", "2").Ok().List.Select(l => (string?)l["ResourceId"]));
        _box.Run("pool", "set", "v", "--range", "100-120").Refused(ErrorKind.PoolInUse);
        Assert.Equal(4, (int)_box.Json("pool", "set", "v", "--range", "100-103,300").Ok().One["Size"]!);
        Assert.Equal(5, (int)_box.Json("pool", "set", "v", "--exclude", "none").Ok().One["Size"]!);
        Assert.Contains("Say what the pool gives", _box.Run("pool", "new", "w").Misused().Error, StringComparison.Ordinal);
    }

    private IEnumerable<string?> Ids(params string[] command) => _box.Json(command).Ok().List.Select(line => (string?)line["ResourceId"]);
}
