using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary><c>vlan list</c>, <c>remove</c> and <c>resume</c> by name and pattern.</summary>
public sealed class VlanListTests : IDisposable
{
    private readonly Sandbox _box = new();

    public VlanListTests()
    {
        _box.Run("pool", "new", "vlan", "--from", "100", "--to", "200").Ok();
        _box.Run("vlan", "new", "web-1", "web-2", "db-1", "odd[1]").Ok();
    }

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void Names_and_patterns_find_services_without_regard_to_case()
    {
        Assert.Equal(["db-1", "odd[1]", "web-1", "web-2"], Names("vlan", "list"));
        Assert.Equal(["web-1", "web-2"], Names("vlan", "list", "WEB-*"));
        Assert.Equal(["web-1", "db-1"], Names("vlan", "list", "web-[1]", "DB-?"));
        Assert.Equal(["odd[1]"], Names("vlan", "list", "odd`[1`]"));
        Assert.Empty(Names("vlan", "list", "x*"));
        _box.Run("vlan", "list", "x").Refused(ErrorKind.ServiceNotFound);
    }

    [Fact]
    public void Ended_services_are_listed_only_by_their_state()
    {
        _box.Run("vlan", "remove", "db-1").Ok();
        Assert.Equal(["db-1"], Names("vlan", "list", "--state", "Terminated"));
        Assert.Equal(3, Names("vlan", "list", "--state", "up").Count());
        _box.Run("vlan", "list", "--state", "gone").Refused(ErrorKind.InvalidService);
    }

    [Fact]
    public void One_that_ended_is_told_with_its_time_and_the_way_to_its_history()
    {
        _box.Run("vlan", "remove", "db-1").Ok();
        var id = (string)_box.Json("vlan", "list", "--state", "terminated").Ok().List.Single()["Id"]!;
        foreach (var command in (string[][])[["vlan", "list", "DB-1"], ["vlan", "remove", "db-1"], ["service", "get", "db-1"]])
        {
            var said = _box.Run(command).Refused(ErrorKind.ServiceNotFound).Error;
            Assert.Matches(@"the last one of that name ended at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\.", said);
            Assert.Contains($"'allocation service history VlanService {id}' shows its history.", said, StringComparison.Ordinal);
        }

        Assert.NotEmpty(_box.Json("service", "history", "VlanService", id).Ok().List);
        Assert.DoesNotContain("ended", _box.Run("vlan", "list", "db-2").Refused(ErrorKind.ServiceNotFound).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_is_in_the_table_where_a_service_has_one()
    {
        Assert.DoesNotContain("EndDate", _box.Run("vlan", "list").Ok().Output, StringComparison.Ordinal);
        _box.Run("vlan", "new", "short", "--end-date", "2031-04-05T08:00:00Z").Ok();
        Assert.Contains("2031-04-05 08:00:00Z", _box.Run("vlan", "list").Ok().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_takes_patterns_and_a_second_time_is_refused()
    {
        Assert.Equal(["web-1", "web-2"], Names("vlan", "remove", "web-*", "--yes"));
        Assert.Equal(["db-1", "odd[1]"], Names("vlan", "list"));
        var run = _box.Json("vlan", "remove", "web-1", "db-1").Refused(ErrorKind.ServiceNotFound);
        Assert.Equal("db-1", (string?)run.List.Single()["Name"]);
        Assert.Equal((98, 2), Pool());
    }

    [Fact]
    public void Resuming_a_complete_service_changes_nothing()
    {
        Assert.Equal(4, Names("vlan", "resume", "*").Count());
        Assert.Equal((92, 8), Pool());
        _box.Run("vlan", "resume", "x").Refused(ErrorKind.ServiceNotFound);
    }

    private IEnumerable<string?> Names(params IEnumerable<string> arguments) =>
        _box.Json(arguments).Ok().List.Select(s => (string?)s["Name"]);

    private (int Free, int Held) Pool()
    {
        var pool = _box.Json("pool", "list", "vlan").Ok().List.Single();
        return ((int)pool["Free"]!, (int)pool["Held"]!);
    }
}
