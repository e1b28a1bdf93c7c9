using Allocation.Core.Errors;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Tests;

/// <summary><c>take</c>, <c>set</c>, <c>give</c> and <c>pool free</c>.</summary>
public sealed class DirectTests : IDisposable
{
    private readonly Sandbox _box = new();

    public DirectTests()
    {
        _box.Run("pool", "new", "vlan", "--from", "100", "--to", "120").Ok();
        _box.Run("pool", "new", "vxlan", "--from", "5000", "--to", "5004").Ok();
    }

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void One_number_is_one_object_and_several_are_an_array()
    {
        var one = _box.Json("take", "VLAN", "--name", "legacy").Ok().One;
        Assert.Equal(typeof(AllocationRecord).GetProperties().Select(p => p.Name), one.Select(p => p.Key));
        Assert.Equal(("vlan", 100, "legacy", "Direct"),
            ((string?)one["Pool"], (int)one["Value"]!, (string?)one["LeaseName"], (string?)one["LeaseKind"]));
        Assert.Equal([101, 102], Numbers(_box.Json("take", "vlan", "--name", "two", "--count", "2").Ok()));
        Assert.Equal([105, 107, 108],
            Numbers(_box.Json("take", "vlan", "--name", "exact", "--resource-id", "105", "--resource-id", "107-108").Ok()));
        Assert.Equal([109, 110],
            Numbers(_box.Json("take", "vlan", "--name", "row", "--count", "2", "--contiguous", "--resource-id", "109-110").Ok()));
        Assert.Equal([103, 5000], Numbers(_box.Json("take", "vlan", "vxlan", "--name", "legacy2").Ok()));
        Assert.Equal(10, _box.Json("list", "--lease-kind", "direct").Ok().List.Count);
    }

    [Fact]
    public void Rows_of_a_file_are_requests_and_their_errors_have_their_lines()
    {
        _box.Write("rows.csv", "Name;Pool;ResourceId;Count;Lifetime;Description;Tags\n" +
            "row;vxlan;5001;;;plant;a,b=c\nfive;;;5;1.00:00:00;;\n");
        var run = _box.Json("take", "vlan", "--csv", "rows.csv", "--owner", "net", "--atomic", "--request-id", "r").Ok();
        Assert.Equal([5001, 100, 101, 102, 103, 104], Numbers(run));
        Assert.Equal("plant net a", $"{run.List[0]["Description"]} {run.List[0]["Owner"]} {run.List[0]["Tag"]![0]}");
        Assert.Equal([5001, 100, 101, 102, 103, 104],
            Numbers(_box.Json("take", "vlan", "--csv", "rows.csv", "--owner", "net", "--atomic", "--request-id", "r").Ok()));
        _box.Write("held.csv", "Name,Pool,ResourceId\nnew,vlan,110\nlate,vlan,100\n");
        var refused = _box.Run("take", "--csv", "held.csv", "--atomic");
        Assert.StartsWith("ValueTaken: Line 3: ", refused.Error, StringComparison.Ordinal);
        Assert.Equal([110], Numbers(_box.Json("take", "--csv", "held.csv")));
    }

    [Fact]
    public void A_file_of_rows_with_mistakes_takes_nothing_and_all_are_told()
    {
        _box.Write("bad.csv", "Name,Count,EndDate,Lifetime\na,x,,\nb,,tomorrow,\nc,,,10\nd,1,,\n");
        var run = _box.Run("take", "vlan", "--csv", "bad.csv").Refused(ErrorKind.InvalidAllocation);
        Assert.All(new[] { "line 2: ", "line 3: ", "line 4: " }, line => Assert.Contains(line, run.Error, StringComparison.Ordinal));
        _box.Write("none.csv", "Pool\nvlan\n");
        _box.Run("take", "--csv", "none.csv").Refused(ErrorKind.InvalidAllocation);
        _box.Run("take", "vlan", "--csv", "missing.csv").Refused(ErrorKind.InvalidAllocation);
        _box.Run("take", "vlan", "--csv", "bad.csv", "--name", "a").Misused();
        _box.Run("take", "vlan", "--csv", "bad.csv", "--count", "2").Misused();
        _box.Run("take", "vlan", "vxlan", "--csv", "bad.csv").Misused();
        _box.Run("take", "vlan").Misused();
        _box.Run("take", "--name", "a").Misused();
        Assert.Empty(_box.Json("list").Ok().List);
    }

    [Fact]
    public void With_atomic_all_of_it_is_taken_or_nothing_and_all_errors_are_told()
    {
        _box.Run("take", "vlan", "--name", "b").Ok();
        var run = _box.Json("take", "vlan", "nope", "--name", "a", "--name", "b", "--atomic");
        Assert.Equal(["AllocationExists", "PoolNotFound", "PoolNotFound"], run.ErrorIds);
        Assert.Equal(ExitCodes.ByKind[ErrorKind.AllocationExists], run.ExitCode);
        Assert.Empty(run.List);
        Assert.Equal([101, 5000], Numbers(_box.Json("take", "vlan", "vxlan", "--name", "a", "--atomic", "--request-id", "r1").Ok()));
        Assert.Equal([101, 5000], Numbers(_box.Json("take", "vlan", "vxlan", "--name", "a", "--atomic", "--request-id", "r1").Ok()));
        _box.Run("take", "vlan", "vxlan", "--name", "c", "--atomic", "--request-id", "r1").Refused(ErrorKind.RequestConflict);
        _box.Run("take", "vlan", "vxlan", "--name", "c", "--request-id", "r2").Misused();
    }

    [Fact]
    public void What_cannot_be_taken_does_not_stop_the_rest()
    {
        _box.Run("take", "vlan", "--name", "b", "--count", "2").Ok();
        var run = _box.Json("take", "vlan", "--name", "a", "--name", "b", "--name", "c");
        Assert.Equal(["AllocationExists"], run.ErrorIds);
        Assert.Equal([102, 103], Numbers(run));
        Assert.Equal([100, 101], Numbers(_box.Json("take", "vlan", "--name", "b", "--count", "2", "--if-not-exists").Ok()));
    }

    [Fact]
    public void Bad_requests_say_what_is_wrong()
    {
        _box.Run("take", "vlan", "--name", "a", "--resource-id", "99").Refused(ErrorKind.ValueOutOfRange);
        _box.Run("take", "vlan", "--name", "a", "--count", "50").Refused(ErrorKind.PoolExhausted);
        _box.Run("take", "file:/tmp/vlan.json", "--name", "a").Refused(ErrorKind.InvalidAllocation);
        _box.Run("take", "vlan", "--name", "a", "--resource-id", "x").Refused(ErrorKind.InvalidAllocation);
        _box.Run("take", "vlan", "--name", "a", "--resource-id", "105,105").Refused(ErrorKind.InvalidAllocation);
        _box.Run("take", "vlan", "--name", "a", "--count", "0").Refused(ErrorKind.InvalidAllocation);
        _box.Run("take", "vlan").Misused();
        _box.Run("take", "vlan", "--name", "").Misused();
        Assert.Empty(_box.Json("list").Ok().List);
    }

    [Fact]
    public void Numbers_are_given_back_by_name_and_by_reservation_id_but_never_those_of_a_service()
    {
        var taken = _box.Json("take", "vlan", "--name", "a", "--count", "3").Ok().List;
        var id = (string)taken[1]["ReservationId"]!;
        Assert.Equal("Released", (string?)_box.Json("give", "--reservation-id", id).Ok().One["State"]);
        _box.Run("give", "--reservation-id", id).Refused(ErrorKind.AllocationNotFound);
        Assert.Equal([100, 102], Numbers(_box.Json("give", "A").Ok()));
        _box.Run("give", "a").Refused(ErrorKind.AllocationNotFound);

        _box.Run("vlan", "new", "web").Ok();
        _box.Run("give", "--reservation-id", (string)_box.Json("list").Ok().List[0]["ReservationId"]!).Refused(ErrorKind.InvalidAllocation);
        _box.Run("give", "web").Refused(ErrorKind.InvalidAllocation);
        _box.Run("give").Misused();
        _box.Run("give", "a", "--reservation-id", id).Misused();
    }

    [Fact]
    public void A_wildcard_that_gives_back_what_several_names_hold_must_be_confirmed()
    {
        _box.Run("take", "vlan", "--name", "a", "--name", "b").Ok();
        _box.Run("take", "vxlan", "--name", "a").Ok();
        _box.Run("give", "a").Refused(ErrorKind.InvalidAllocation);
        _box.Run("give", "*").Misused();
        Assert.Equal([100, 101, 5000], Numbers(_box.Json("give", "*", "--yes").Ok()).Order());
    }

    [Fact]
    public void The_end_of_what_was_taken_together_is_set()
    {
        var taken = _box.Json("take", "vlan", "--name", "a", "--count", "2", "--end-date", "2031-04-05T00:00:00Z").Ok().List;
        Assert.Equal("2031-04-05T00:00:00Z", (string?)taken[0]["EndDate"]);
        var set = _box.Json("set", "--reservation-id", (string)taken[1]["ReservationId"]!, "--end-date", "2032-04-05T00:00:00Z").Ok().List;
        Assert.Equal(["2032-04-05T00:00:00Z", "2032-04-05T00:00:00Z"], set.Select(line => (string?)line["EndDate"]));
        Assert.All(_box.Json("set", "a", "--no-end-date").Ok().List, line => Assert.Null(line["EndDate"]));
        _box.Run("set", "a", "--end-date", "2020-01-01").Refused(ErrorKind.InvalidAllocation);
        _box.Run("set", "a").Misused();
        _box.Run("set", "a", "--no-end-date", "--lifetime", "01:00:00").Misused();
    }

    [Fact]
    public void What_is_free_is_a_preview()
    {
        _box.Run("take", "vlan", "--name", "a", "--resource-id", "101").Ok();
        var free = _box.Json("pool", "free", "vlan", "--first", "3").Ok().One;
        Assert.Equal([100, 102, 103], free["Next"]!.AsArray().Select(n => (int)n!));
        Assert.Equal((19, true), ((int)free["Free"]!, (bool)free["IsPreview"]!));
        Assert.Equal(2, _box.Json("pool", "free", "v*").Ok().List.Count);
        Assert.Contains("100,102-119", _box.Run("pool", "free", "vlan").Ok().Output);
        _box.Run("pool", "free", "nope").Refused(ErrorKind.PoolNotFound);
        _box.Run("pool", "free", "vlan", "--first", "-1").Misused();
        Assert.Single(_box.Json("list").Ok().List);
    }

    private static IEnumerable<int> Numbers(CliRun run) => run.List.Select(line => (int)line["Value"]!);
}
