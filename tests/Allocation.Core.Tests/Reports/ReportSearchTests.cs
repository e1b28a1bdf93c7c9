using System.Globalization;
using Allocation.Core.Direct;
using Allocation.Core.Hooks;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Reports;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Notes;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Reports;

/// <summary>What a reader of the report of a server looks for, and finds.</summary>
public sealed class ReportSearchTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly AllocationSystem _system;

    public ReportSearchTests()
    {
        _system = new(new MemoryStore(StoreUri.Parse("postgres://db/x", Path.GetTempPath())), _clock);
        _system.Pools.Create("vlan", new()
        {
            From = 100,
            To = 200,
            Excluded = [new(150, 160)],
            ReuseDelay = TimeSpan.FromHours(1),
            Notes = NoteChange.Read("rack 7", "netops", ["site=Berlin"], mistake => new Errors.InvalidPoolException("vlan", mistake)),
        });
        Make("lan", "10.20.0.0/24");
        Make("six", "2001:db8::/64");
        _system.Pools.Create("mac", new() { Notation = new NotationChoice(null, null, "52:54:00", null, null).Read("mac") });
        _system.Pools.Create("huge", new() { From = 0, To = 1L << 62 });
        _system.VlanServices.Create(new("web") { Notes = new NoteSet { Owner = "alice", Tags = ["critical"] } });
        _system.VlanServices.Create(new("db"));
        Take("lan", "printer", "10.20.0.9");
        Take("six", "router", "2001:db8::a");
        Take("mac", "card", "52:54:00:00:00:0a");
        Take("huge", "far", "4000000000000000000");
        _system.ResourcePools.Create("vm", new()
        {
            New = HookCommand.Shell("true"),
            Delete = HookCommand.Shell("true"),
            Max = 4,
            Tags = [new("fast", 0)],
        });
        _system.Tickets.Open(new() { Tag = ["fast"], Reason = "nightly", Owner = "bob" });
    }

    public void Dispose() => _system.Dispose();

    [Theory]
    [InlineData("web", "service web")]
    [InlineData("WEB Alice", "service web")]
    [InlineData("critical", "service web")]
    [InlineData("vlanservice", "service db, service web")]
    [InlineData("alice bob", "")]
    [InlineData("north_vlan_id", "service db, service web")]
    [InlineData("bob", "ticket 1")]
    [InlineData("nightly fast", "ticket 1")]
    [InlineData("fast", "pool vm, ticket 1")]
    [InlineData("netops", "pool vlan")]
    [InlineData("berlin rack", "pool vlan")]
    [InlineData("printer", "direct printer")]
    [InlineData("active router", "direct router")]
    [InlineData("x'\"<>", "")]
    public void Words_find_what_has_all_of_them(string words, string found) => Assert.Equal(found, Found(words));

    // A number is found in whatever notation, alone, in a range and in a network; and so are the pools that give it.
    [Theory]
    [InlineData("10.20.0.9", "pool lan, direct printer")]
    [InlineData("10.20.0.8/30", "pool lan, direct printer")]
    [InlineData("10.20.0.1-10.20.0.20", "pool lan, direct printer")]
    [InlineData("10.0.0.0/8", "pool lan, direct printer")]
    [InlineData("10.20.0.10", "pool lan")]
    [InlineData("192.0.2.1", "")]
    [InlineData("2001:DB8:0:0::000A", "pool six, direct router")]
    [InlineData("52-54-00-00-00-0A", "pool mac, direct card")]
    [InlineData("5254.0000.000a", "pool mac, direct card")]
    [InlineData("4000000000000000000", "pool huge, direct far")]
    [InlineData("3999999999999999999-4000000000000000001", "pool huge, direct far")]
    [InlineData("102 db", "service db")]
    [InlineData("102-103 vlan", "pool vlan, service db")]
    public void Numbers_are_found_in_whatever_notation(string words, string found) => Assert.Equal(found, Found(words));

    [Theory]
    [InlineData("102", "huge 102 free, vlan 102 Held")]
    [InlineData("vlan 104", "vlan 104 free")]
    [InlineData("155", "huge 155 free, vlan 155 Excluded")]
    [InlineData("10.20.0.9", "lan 10.20.0.9 Held direct")]
    [InlineData("2001:DB8::B", "six 2001:db8::b free")]
    [InlineData("102 103", "")]
    [InlineData("102-103", "")]
    public void One_number_is_told_for_each_pool_that_gives_it_also_where_it_is_free(string words, string numbers) =>
        Assert.Equal(numbers, string.Join(", ", Build(words).Numbers.Select(line =>
            $"{line.Pool} {line.ResourceId} {line.Cell?.State.ToString() ?? "free"}{(line.ReservationId is null ? "" : " direct")}")));

    [Fact]
    public void A_number_that_cools_down_says_until_when()
    {
        _system.VlanServices.Remove(_system.VlanServices.Find(new("db")).Single().Id);
        Assert.Equal(CellState.Cooling, Build("vlan 102").Numbers.Single().Cell!.State);
        _clock.Time += TimeSpan.FromHours(2);
        Assert.Null(Build("vlan 102").Numbers.Single().Cell);
    }

    [Fact]
    public void What_the_page_cuts_for_its_size_is_found()
    {
        _system.Pools.Create("wide", new() { From = 0, To = 10_000 });
        _system.Direct.TakeAll([.. Enumerable.Range(0, ReportLimits.Lines + 2).Select(i => new DirectRequest("wide", $"name-{i:0000}"))]);
        var last = $"name-{ReportLimits.Lines + 1:0000}";
        Assert.DoesNotContain(_system.Reports.Build().Direct, line => line.Name == last);
        var found = Build(last);
        Assert.Equal((1, last), (found.DirectCount, Assert.Single(found.Direct).Name));
        Assert.Equal(ReportLimits.Lines + 2, Build("name-").DirectCount);
        Assert.Equal(ReportLimits.Lines, Build("name-").Direct.Count);
    }

    [Fact]
    public void Leaks_are_found_by_their_resource_and_their_holder()
    {
        _system.VlanServices.Create(new("late") { Term = new(Lifetime: TimeSpan.FromMinutes(1)) });
        _clock.Time += TimeSpan.FromHours(1);
        Assert.Equal(["104", "105"], Build("late").Leaks.Select(leak => leak.ResourceId));
        Assert.Equal(["105"], Build("105").Leaks.Select(leak => leak.ResourceId));
        Assert.Empty(Build("web").Leaks);
    }

    [Fact]
    public void Nothing_but_blanks_is_everything()
    {
        Assert.False(Build("  ").IsSearch);
        Assert.Equal(_system.Reports.Build().Services.Count, Build(" ").Services.Count);
    }

    // A page of a search says nothing of what was left out: not that there is none.
    [Theory]
    [InlineData("bob")]
    [InlineData("no-such-thing")]
    public void A_search_does_not_say_that_there_is_no_pool_or_service(string words)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ReportPage.Write(Build(words), text);
        Assert.DoesNotContain("There is no pool yet", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("There are none", text.ToString(), StringComparison.Ordinal);
    }

    private AllocationReport Build(string words) => _system.Reports.Build(ExternalLeaks.None, words);

    private string Found(string words)
    {
        var report = Build(words);
        return string.Join(", ", report.Pools.Select(pool => $"pool {pool.Pool.Name}")
            .Concat(report.ResourcePools.Select(pool => $"pool {pool.Pool.Name}"))
            .Concat(report.Services.Select(line => $"service {line.Name}"))
            .Concat(report.Direct.Select(line => $"direct {line.Name}"))
            .Concat(report.Tickets.Select(line => $"ticket {line.Id}")));
    }

    private void Make(string pool, string network) =>
        _system.Pools.Create(pool, new() { Notation = new NotationChoice(network, null, null, null, null).Read(pool) });

    private void Take(string pool, string name, string resource) =>
        Assert.Empty(_system.Direct.TakeAll([new DirectRequest(pool, name) { ResourceIds = [resource] }]).Refusals);
}
