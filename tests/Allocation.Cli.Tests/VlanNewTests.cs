using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Cli.Tests;

/// <summary><c>vlan new</c>.</summary>
public sealed class VlanNewTests : IDisposable
{
    private readonly Sandbox _box = new();

    public VlanNewTests() => _box.Run("pool", "new", "vlan", "--from", "100", "--to", "200").Ok();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void A_service_is_one_object_with_the_properties_of_the_core()
    {
        var service = _box.Json("vlan", "new", "a").Ok().One;
        Assert.Equal(typeof(VlanService).GetProperties().Select(p => p.Name), service.Select(p => p.Key));
        Assert.Equal(("a", "up"), ((string?)service["Name"], (string?)service["State"]));
        Assert.Equal((100, 101), ((int)service["NorthVlanId"]!, (int)service["SouthVlanId"]!));
    }

    [Fact]
    public void A_bad_name_does_not_stop_the_rest_and_the_first_failure_gives_the_exit_code()
    {
        _box.Run("vlan", "new", "b").Ok();
        var run = _box.Json("vlan", "new", "a", "", "B", "c");
        Assert.Equal(["InvalidService", "ServiceExists"], run.ErrorIds);
        Assert.Equal(ExitCodes.ByKind[ErrorKind.InvalidService], run.ExitCode);
        Assert.Equal(["a", "c"], run.List.Select(s => (string?)s["Name"]));
    }

    [Fact]
    public void Sides_have_pools_and_exact_numbers_of_their_own()
    {
        _box.Run("pool", "new", "south", "--from", "0", "--to", "10").Ok();
        var service = _box.Json("vlan", "new", "a", "--south-pool", "SOUTH", "--north-vlan-id", "150", "--south-vlan-id", "0").Ok().One;
        Assert.Equal((150, 0), ((int)service["NorthVlanId"]!, (int)service["SouthVlanId"]!));
        var taken = _box.Run("vlan", "new", "b", "--north-vlan-id", "150").Refused(ErrorKind.AllocationFailed);
        Assert.Contains("150", taken.Error);
        _box.Run("vlan", "new", "b", "--north-vlan-id", "200").Refused(ErrorKind.ValueOutOfRange);
        _box.Run("vlan", "new", "b", "--north-vlan-id", "-1").Refused(ErrorKind.InvalidService);
        _box.Run("vlan", "new", "b", "--north-pool", "nope").Refused(ErrorKind.PoolNotFound);
        Assert.Single(_box.Json("vlan", "list").Ok().List);
    }

    [Fact]
    public void A_pool_gives_both_numbers_also_by_a_row_unless_a_side_names_another_one()
    {
        foreach (var pool in (string[])["p", "q"]) _box.Run("pool", "new", pool, "--from", "0", "--to", "10").Ok();
        var named = _box.Json("vlan", "new", "a", "--pool", "p").Ok().One;
        Assert.Equal("p p", $"{named["NorthPool"]} {named["SouthPool"]}");
        _box.Write("vlans.csv", "Name,Pool,NorthPool,SouthPool\nb,,,\nc,q,,\nd,,q,\ne,q,,vlan\n");
        Assert.Equal(["b p p", "c q q", "d q p", "e q vlan"],
            _box.Json("vlan", "new", "--csv", "vlans.csv", "--pool", "p").Ok().List
                .Select(service => $"{service["Name"]} {service["NorthPool"]} {service["SouthPool"]}"));
        _box.Run("vlan", "new", "f", "--pool", "p", "--pool-file", "vlan.json").Misused();
    }

    [Fact]
    public void Rows_of_a_file_are_services_and_the_options_hold_for_what_they_leave_empty()
    {
        _box.Run("pool", "new", "south", "--from", "0", "--to", "10").Ok();
        _box.Write("vlans.csv", "Name;NorthVlanId;SouthPool;Lifetime;Owner;Tags\na;150;south;1.00:00:00;;env=test\nb;;;;net;\n");
        var made = _box.Json("vlan", "new", "--csv", "vlans.csv", "--owner", "noc", "--atomic", "--request-id", "r").Ok().List;
        Assert.Equal(["a 150 0 noc", "b 100 101 net"],
            made.Select(s => $"{s["Name"]} {s["NorthVlanId"]} {s["SouthVlanId"]} {s["Owner"]}"));
        Assert.Equal("env=test", (string?)made[0]["Tag"]![0]);
        Assert.Equal([true, false], made.Select(s => s["EndDate"] is not null));

        _box.Write("more.csv", "Name,NorthVlanId\nc,150\nd,160\n");
        var refused = _box.Run("vlan", "new", "--csv", "more.csv", "--atomic");
        Assert.Contains("Line 2: ", refused.Error, StringComparison.Ordinal);
        var rest = _box.Json("vlan", "new", "--csv", "more.csv");
        Assert.Equal(["d"], rest.List.Select(s => (string?)s["Name"]));
        Assert.Contains("Line 2: ", rest.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_mistakes_makes_nothing_and_tells_all_of_them()
    {
        _box.Write("bad.csv", "Name,NorthVlanId,EndDate,Lifetime\na,x,,\nb,,tomorrow,\nc,,,10\nd,,,\n");
        var run = _box.Run("vlan", "new", "--csv", "bad.csv").Refused(ErrorKind.InvalidService);
        Assert.All(["line 2: ", "line 3: ", "line 4: "], line => Assert.Contains(line, run.Error, StringComparison.OrdinalIgnoreCase));
        foreach (var more in new[] { "a", "--north-vlan-id=7", "--request-id=r" })
            _box.Run("vlan", "new", "--csv", "bad.csv", more).Misused();
        _box.Run("vlan", "new").Misused();
        Assert.Empty(_box.Json("vlan", "list").Ok().List);
    }

    [Fact]
    public void When_the_second_number_fails_the_first_comes_back()
    {
        _box.Run("pool", "new", "tiny", "--from", "100", "--to", "101").Ok();
        _box.Run("vlan", "new", "a", "--north-pool", "tiny", "--south-pool", "tiny").Refused(ErrorKind.AllocationFailed);
        var pool = _box.Json("pool", "list", "tiny").Ok().List.Single();
        Assert.Equal((0, 1), ((int)pool["Held"]!, (int)pool["Free"]!));
        Assert.Empty(_box.Json("list", "--state", "all").Ok().List);
        Assert.Empty(_box.Json("vlan", "list").Ok().List);
    }

    [Fact]
    public void A_partial_service_is_kept_resumed_and_removed()
    {
        _box.Run("pool", "new", "tiny", "--from", "100", "--to", "101").Ok();
        var partial = _box.Json("vlan", "new", "a", "--north-pool", "tiny", "--south-pool", "tiny", "--keep-partial")
            .Refused(ErrorKind.AllocationFailed).One;
        Assert.Equal("rejected", (string?)partial["State"]);
        Assert.Equal(100, (int)partial["NorthVlanId"]!);
        Assert.True(partial.ContainsKey("SouthVlanId"));
        Assert.Null(partial["SouthVlanId"]);

        Assert.Equal("rejected", (string?)_box.Json("vlan", "resume", "a").Refused(ErrorKind.AllocationFailed).One["State"]);
        _box.Run("pool", "set", "tiny", "--to", "102").Ok();
        var resumed = _box.Json("vlan", "resume", "A").Ok().One;
        Assert.Equal(("up", 100, 101), ((string?)resumed["State"], (int)resumed["NorthVlanId"]!, (int)resumed["SouthVlanId"]!));
        Assert.Equal("terminated", (string?)_box.Json("vlan", "remove", "a").Ok().One["State"]);
        Assert.Empty(_box.Json("list").Ok().List);
    }

    [Fact]
    public void Atomic_makes_all_or_none()
    {
        _box.Run("pool", "new", "p", "--from", "0", "--to", "4").Ok();
        string[] fromP = ["--north-pool", "p", "--south-pool", "p", "--atomic"];
        foreach (var (names, kind) in new[] { ("a,b,c", ErrorKind.AllocationFailed), ("a,", ErrorKind.InvalidService) })
        {
            var refused = _box.Json(["vlan", "new", .. names.Split(','), .. fromP]);
            Assert.Equal([$"{kind}", "Warning"], refused.ErrorIds);
            Assert.Equal(ExitCodes.ByKind[kind], refused.ExitCode);
            Assert.Empty(refused.List);
        }

        Assert.Empty(_box.Json("vlan", "list").Ok().List);
        Assert.Equal(2, _box.Json(["vlan", "new", "a", "b", .. fromP]).Ok().List.Count);
    }

    [Theory]
    [InlineData]
    [InlineData("--dry-run")]
    public void Atomic_tells_all_mistakes_at_once(params string[] more)
    {
        _box.Run("pool", "new", "p", "--from", "0", "--to", "4").Ok();
        string[] together = ["--north-pool", "p", "--south-pool", "p", "--atomic", .. more];
        _box.Run("vlan", "new", "web", "--north-pool", "p", "--south-pool", "p").Ok();
        var refused = _box.Run(["vlan", "new", "a", "b", "WEB", "a", "c", .. together]);
        string[] expected =
        [
            "AllocationFailed: 'b' got no north_vlan_id",
            "ServiceExists: A VlanService named 'web'", "ServiceExists: A VlanService named 'a'",
            "AllocationFailed: 'c' got no north_vlan_id", "Warning: --atomic: no service was created",
        ];
        Assert.All(refused.Error.Split('\n').Zip(expected), line => Assert.StartsWith(line.Second, line.First));
        Assert.Equal(ExitCodes.ByKind[ErrorKind.AllocationFailed], refused.ExitCode);
        Assert.Contains("ServiceExists: A VlanService named 'web'", _box.Run(["vlan", "new", "a", "", "web", .. together]).Error);
        Assert.Equal("web", (string?)Assert.Single(_box.Json("vlan", "list").Ok().List)["Name"]);
    }

    [Fact]
    public void The_same_request_again_gives_the_same_service()
    {
        var first = _box.Run("vlan", "new", "a", "--request-id", "r1", "--json").Ok();
        Assert.Equal(first.Output, _box.Run("vlan", "new", "a", "--request-id", "r1", "--json").Ok().Output);
        Assert.Equal(2, _box.Json("list").Ok().List.Count);
        _box.Run("vlan", "new", "b", "--request-id", "r1").Refused(ErrorKind.RequestConflict);
        var both = _box.Run("vlan", "new", "c", "d", "--atomic", "--request-id", "r2", "--json").Ok();
        Assert.Equal(both.Output, _box.Run("vlan", "new", "c", "d", "--atomic", "--request-id", "r2", "--json").Ok().Output);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_a_mistake()
    {
        _box.Run("vlan", "new", "a", "--atomic", "--keep-partial").Misused();
        _box.Run("vlan", "new", "a", "b", "--request-id", "r").Misused();
    }

    [Fact]
    public void Names_are_kept_as_they_were_given()
    {
        string[] names = ["ünïcode 名前 🙂", """quotes ' " `""", "$HOME %PATH% {0} [bold] \\", "@file", "--atomic", "'; DROP TABLE services; --"];
        Assert.Equal(names, _box.Run(["vlan", "new", "--json", "--", .. names]).Ok().List.Select(s => (string)s["Name"]!));
        Assert.Equal(names.Order(), _box.Json("vlan", "list").Ok().List.Select(s => (string)s["Name"]!).Order());
        var table = _box.Run("vlan", "list").Ok().Output;
        Assert.All(names, name => Assert.Contains(name, table));
    }

    [Fact]
    public void Bad_names_are_refused()
    {
        var run = _box.Run("vlan", "new", "", "   ", " a", "a\nb", new string('x', 201));
        Assert.Equal(Enumerable.Repeat("InvalidService", 5), run.ErrorIds);
        _box.Run("vlan", "new", new string('x', 200)).Ok();
    }
}
