using System.Text.Json.Nodes;

namespace Allocation.Cli.Tests;

/// <summary><c>list --by-resource</c>, its filters in time, <c>history clear</c> and <c>report</c>.</summary>
public sealed class LedgerTests : IDisposable
{
    private readonly Sandbox _box = new();

    public LedgerTests()
    {
        _box.Run("pool", "new", "vlan", "--from", "9", "--to", "14").Ok();
        _box.Run("vlan", "new", "web").Ok();
        _box.Run("vlan", "new", "later", "--start-date", "2099-01-01T00:00:00Z", "--end-date", "2099-02-01T00:00:00Z").Ok();
    }

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void Every_resource_is_listed_with_its_reservations_in_order()
    {
        var all = _box.Json("list", "--by-resource").Ok().List;
        Assert.Equal(["9", "10", "11", "12", "13"], all.Select(r => (string?)r["ResourceId"]));
        Assert.Equal([1, 1, 1, 1, 0], all.Select(r => r["Reservations"]!.AsArray().Count));
        Assert.Equal(["Id", "LeaseId", "LeaseName", "StartDate", "EndDate"], all[0]["Reservations"]![0]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public void A_time_without_a_zone_is_local_and_one_that_can_be_read_in_two_ways_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no TZ.");
        _box.Run("pool", "set", "vlan", "--to", "30").Ok();
        _box.Environment["TZ"] = "America/New_York";
        _box.Run("vlan", "new", "local", "--end-date", "2099-12-05").Ok();
        Assert.Equal("2099-12-05T05:00:00Z", End("local"));

        Assert.Contains("2031-04-05", _box.Run("vlan", "new", "both", "--end-date", "04/05/2099").Misused().Error,
            StringComparison.Ordinal);
        Assert.Contains("twice", _box.Run("vlan", "new", "twice", "--end-date", "2099-11-01 01:30").Misused().Error,
            StringComparison.Ordinal);

        string? End(string name) => (string?)_box.Json("list").Ok().List.First(a => (string?)a["LeaseName"] == name)["EndDate"];
    }

    [Fact]
    public void The_format_of_blazar_is_its_wire_shape_for_all_and_for_one()
    {
        var all = JsonNode.Parse(_box.Run("list", "--format", "blazar", "--lease-name", "later").Ok().Output)!["allocations"]!.AsArray();
        Assert.Equal([0, 0, 1, 1, 0], all.Select(r => r!["reservations"]!.AsArray().Count));
        var one = JsonNode.Parse(_box.Run("list", "--format", "blazar", "--pool", "vlan", "--resource-id", "11")
            .Ok().Output)!["allocation"]!;
        Assert.Equal("11", (string?)one["resource_id"]);
        var reservation = one["reservations"]![0]!.AsObject();
        Assert.Equal(["id", "lease_id", "start_date", "end_date"], reservation.Select(p => p.Key));
        Assert.Equal(("2099-01-01T00:00:00.000000", "2099-02-01T00:00:00.000000"),
            ((string?)reservation["start_date"], (string?)reservation["end_date"]));
    }

    [Fact]
    public void An_unknown_resource_or_pool_is_an_error_only_by_resource()
    {
        _box.Run("list", "--by-resource", "--resource-id", "99").Refused(Core.Errors.ErrorKind.ResourceNotFound);
        _box.Run("list", "--by-resource", "--pool", "nowhere").Refused(Core.Errors.ErrorKind.PoolNotFound);
        Assert.Empty(_box.Json("list", "--resource-id", "99").Ok().List);
    }

    [Fact]
    public void Times_find_what_overlaps_them()
    {
        Assert.Equal(["web", "web"], Names("list", "--to", "2098-01-01T00:00:00Z"));
        Assert.Equal(["web", "web", "later", "later"], Names("list", "--from", "2099-01-15T00:00:00Z"));
        Assert.Equal(["web", "web"], Names("list", "--from", "2099-02-01T00:00:00Z"));
        Assert.Empty(Names("list", "--expired"));
        Assert.Equal(["later", "later"], Names("list", "--lease-name", "LAT*", "--lease-kind", "service"));
        Assert.Equal(["later", "later"], Names("list", "--name", "later"));
    }

    [Fact]
    public void An_empty_filter_never_means_everything()
    {
        foreach (var option in new[] { "--pool", "--resource-id", "--lease-id", "--lease-name", "--reservation-id" })
            _box.Run("list", option, "").Misused();
        _box.Run("list", "--terminated", "--state", "active").Misused();
        _box.Run("list", "--from", "2026-02-01", "--to", "2026-01-01").Misused();
        _box.Run("list", "--from", "soon").Misused();
    }

    [Fact]
    public void History_is_cleared_by_age()
    {
        _box.Run("vlan", "remove", "web").Ok();
        Assert.Equal(2, Names("list", "--terminated").Count);
        Assert.Equal(0, (long?)_box.Json("history", "clear", "--older-than", "1:00:00").Ok().One["Removed"]);
        var events = _box.Json("events").Ok().List.Count;
        Assert.Equal(2 + events, (long?)_box.Json("history", "clear", "--older-than", "0:00:00", "--yes").Ok().One["Removed"]);
        Assert.Empty(Names("list", "--terminated"));
        _box.Run("history", "clear").Misused();
        _box.Run("history", "clear", "--older-than", "90").Misused();
        _box.Run("history", "clear", "--older-than", "-1:00:00").Misused();
    }

    [Fact]
    public void The_report_is_one_page()
    {
        _box.Run("report", "page.html").Ok();
        var page = File.ReadAllText(_box.PathOf("page.html"));
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("web", page, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.FileFailed, _box.Run("report", Path.Combine("missing", "page.html")).ExitCode);
    }

    private List<string?> Names(params string[] arguments) => [.. _box.Json(arguments).Ok().List.Select(a => (string?)a["LeaseName"])];
}
