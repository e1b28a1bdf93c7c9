using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Allocation.Core.Direct;
using Allocation.Core.Hooks;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Pools.Use;
using Allocation.Core.Reports;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly AllocationSystem _system;

    public ReportTests() => _system = new(new MemoryStore(StoreUri.Parse("postgres://me:secret@db/x", Path.GetTempPath())), _clock);

    [Fact]
    public void The_trend_goes_back_day_by_day_through_what_began_and_ended()
    {
        _system.Pools.Create("vlan", new() { From = 0, To = 100 });
        var ids = new List<string>();
        for (var day = 0; day < 40; day++)
        {
            ids.Add(_system.VlanServices.Create(new($"s{day}")).Service.Id);
            if (day % 10 == 9) _system.VlanServices.Remove(ids[day - 5]);
            _clock.Time += TimeSpan.FromDays(1);
        }

        // After day n, 2(n + 1) were taken, and 2 given back at the end of each tenth day.
        _clock.Time += TimeSpan.FromHours(-20);
        var expected = Enumerable.Range(9, 31).Select(day => (2L * (day + 1)) - (2 * ((day + 1) / 10)));
        Assert.Equal(expected, Section("vlan").Trend);
    }

    // Reports one after the other read the past once a minute, and what is now each time.
    [Fact]
    public void A_trend_that_is_known_ends_with_what_is_held_now()
    {
        var known = new KnownTrends();
        _system.Pools.Create("vlan", new() { From = 0, To = 100 });
        _system.VlanServices.Create(new("a"));
        _clock.Time += TimeSpan.FromDays(3);
        Assert.Equal([2, 2, 2], Trend("vlan"));
        _system.VlanServices.Create(new("b"));
        Assert.Equal([2, 2, 4], Trend("vlan"));
        _system.Pools.Create("another", new() { From = 0, To = 100 });
        _system.Direct.TakeAll([new DirectRequest("another", "x")]);
        _clock.Time += TimeSpan.FromSeconds(1);
        Assert.Equal([0, 0, 1], Trend("another"));
        Assert.Equal([2, 2, 4], Trend("vlan"));
        _clock.Time += TimeSpan.FromDays(1);
        Assert.Equal([2, 4, 4], Trend("vlan"));

        IEnumerable<long> Trend(string pool) => _system.Reports.Build(ExternalLeaks.None, known: known).Pools
            .Single(section => section.Pool.Name == pool).Trend.TakeLast(3);
    }

    [Fact]
    public void A_small_pool_is_drawn_by_number_and_each_that_is_not_free_says_why()
    {
        _system.Pools.Create("vlan", new() { From = 100, To = 110, Excluded = [new(105, 107)], ReuseDelay = TimeSpan.FromHours(1) });
        _system.VlanServices.Remove(_system.VlanServices.Create(new("gone")).Service.Id);
        _system.VlanServices.Create(new("stays") { Term = new(Lifetime: TimeSpan.FromMinutes(30)) });
        _clock.Time += TimeSpan.FromMinutes(40);
        var section = Section("vlan");
        Assert.Null(section.Bars);
        Assert.Equal(
            [(100, CellState.Cooling), (101, CellState.Cooling), (102, CellState.Leaked), (103, CellState.Leaked),
                (105, CellState.Excluded), (106, CellState.Excluded)],
            section.Cells!.Select(c => (c.Number, c.State)));
        Assert.StartsWith("stays (north_vlan_id)", section.Cells!.Single(c => c.Number == 102).Text, StringComparison.Ordinal);
        _clock.Time += TimeSpan.FromHours(1);
        Assert.DoesNotContain(Section("vlan").Cells!, c => c.State == CellState.Cooling);
    }

    [Fact]
    public void A_pool_of_all_32_bit_numbers_is_drawn_as_bars_that_add_up()
    {
        _system.Pools.Create("big", new() { From = 0, To = 1L << 32, Excluded = [new(10, 1_000_000_000)] });
        _system.VlanServices.Create(new("a") { NorthPool = "big", SouthPool = "big", SouthVlanId = (1L << 32) - 1 });
        var bars = Section("big").Bars!;
        Assert.Null(Section("big").Cells);
        Assert.Equal((0, 1L << 32), (bars[0].Range.From, bars[^1].Range.To));
        Assert.All(bars.Zip(bars.Skip(1)), pair => Assert.Equal(pair.First.Range.To, pair.Second.Range.From));
        Assert.Equal((2, 999_999_990), (bars.Sum(b => b.Held), bars.Sum(b => b.Excluded)));
        Assert.Equal(_system.Pools.Find(new("big")).Single().Free, bars.Sum(b => b.Free));
        Assert.Equal((1, 1), (bars[0].Held, bars[^1].Held));
    }

    // Of many rows each bar is counted by the store.
    [Fact]
    public void Many_rows_of_a_pool_are_in_the_bar_they_belong_to()
    {
        const int Many = (int)ReportLimits.Walked + 1;
        _system.Pools.Create("big", new() { From = 0, To = 1_000_000, ReuseDelay = TimeSpan.FromHours(1) });
        _system.Direct.TakeAll([new DirectRequest("big", "many") { Count = Many }, new("big", "far") { ResourceIds = ["999999"] }]);
        _system.Direct.TakeAll([new DirectRequest("big", "gone") { ResourceIds = ["500000"] }]);
        _system.Direct.GiveBack(_system.Ledger.Query(new() { LeaseName = "gone" }).Single().ReservationId);
        var bars = Section("big").Bars!;
        Assert.Equal((Many, 1, Many + 1L), (bars[0].Held, bars[^1].Held, bars.Sum(bar => bar.Held)));
        Assert.Equal(1, bars[50].Cooling);
    }

    // Without a word of it, no leaks would mean that there are none.
    [Fact]
    public void An_inventory_that_does_not_answer_is_told()
    {
        _system.Inventories.Register("silent", InventoryKind.Tagged,
            new CommandInventorySettings("no-such-program-anywhere", []) { CanList = true });
        var heard = new List<string>();
        using (InventoryNotices.Listen(heard.Add)) Assert.Single(_system.Reports.Build().Notices);
        Assert.Contains("inventory:silent", Assert.Single(heard), StringComparison.Ordinal);
        Assert.Contains("inventory:silent", Page(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, long.MaxValue)]
    [InlineData(long.MaxValue - 5000, long.MaxValue)]
    [InlineData(4, 4505)]
    [InlineData(7, 7)]
    public void Any_range_can_be_drawn(long from, long to)
    {
        _system.Pools.Create("p", new() { From = from, To = to });
        var section = Section("p");
        if (section.Bars is { } bars) Assert.Equal(to - from, bars.Sum(b => b.Range.Count));
        Assert.Contains("<bdi>p</bdi>", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_held_for_nobody_is_a_leak_and_so_is_what_is_held_too_long()
    {
        _system.Pools.Create("vlan", new() { From = 1, To = 20 });
        _system.VlanServices.Create(new("fine"));
        _system.VlanServices.Create(new("late") { Term = new(Lifetime: TimeSpan.FromHours(1)) });
        var ghost = _system.VlanServices.Create(new("ghost")).Service;
        _system.Store.Run(session => session.Services.Remove(ghost.Id));
        _clock.Time += TimeSpan.FromHours(1);
        var report = _system.Reports.Build();
        Assert.Equal(["3 late", "4 late", "5 ghost", "6 ghost"], report.Leaks.Select(l => $"{l.ResourceId} {l.Holder}"));
        Assert.Equal((2, 2), (report.ServiceCount, report.Services.Count));
        Assert.Equal(["north_vlan_id 1 of vlan", "south_vlan_id 2 of vlan"], report.Services[0].Holds);
    }

    [Fact]
    public void A_resource_pool_has_a_tile_with_its_use_and_its_trend()
    {
        _system.ResourcePools.Create("vm", new()
        {
            New = HookCommand.Shell("true"),
            Delete = HookCommand.Shell("true"),
            Max = 4,
            Tags = [new("fast", 0)],
        });
        var pool = Assert.Single(_system.Reports.Build().ResourcePools);
        Assert.Equal(("vm", 0, ReportLimits.TrendDays + 1), (pool.Pool.Name, pool.Pool.Taken, pool.Trend.Count));
        var page = Page();
        Assert.Contains("<h3><bdi>vm</bdi></h3>", page, StringComparison.Ordinal);
        Assert.Contains("0 of 4 held", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Tickets_that_wait_are_counted_and_say_why_and_a_pool_says_what_is_wrong_with_it()
    {
        _system.ResourcePools.Create("vm", new()
        {
            New = HookCommand.Shell("true"),
            Delete = HookCommand.Shell("true"),
            Max = 4,
            MaxPrealloc = 1,
            Tags = [new("fast", 0), new("big", 0)],
        });
        foreach (var tag in new[] { "fast", "big", "fast" }) _system.Tickets.Open(new() { Tag = [tag] });
        _system.Store.Run(session =>
        {
            var pool = session.ResourcePools.Find("vm")!;
            session.ResourcePools.Update(pool with { Health = pool.Health with { Problem = "no such <image>" } });
            return 0;
        });
        var report = _system.Reports.Build();
        var reason = _system.Tickets.Get(1).Waiting!;
        Assert.Equal(3, report.TicketCount);
        Assert.Equal([(1, "waiting", $"place 1: {reason}"), (2, "waiting", $"place 1: {reason}"), (3, "waiting", $"place 2: {reason}")],
            report.Tickets.Select(line => (line.Id, line.State, line.Holds)));
        Assert.Equal([("fast", reason, 2), ("big", reason, 1)],
            report.Waiting.Select(line => (Assert.Single(line.Tag), line.Reason, line.Count)));
        Assert.Equal([("vm", "no such <image>")], report.Problems);
        var page = Page();
        Assert.Contains("<b>3</b>tickets", page, StringComparison.Ordinal);
        Assert.Contains("<b>3</b>waiting", page, StringComparison.Ordinal);
        Assert.Contains("2 tickets wait for <bdi>fast</bdi>", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "no such &lt;image&gt;"));
        _system.Tickets.Close(2);
        Assert.Equal((2, 2), (_system.Reports.Build().TicketCount, _system.Reports.Build().Waiting.Single().Count));
    }

    [Fact]
    public void A_report_without_waiting_tickets_and_problems_lists_neither()
    {
        _system.Pools.Create("vlan", new() { From = 1, To = 20 });
        _system.VlanServices.Create(new("one"));
        var page = Page();
        Assert.DoesNotContain("class=\"attention\"", page, StringComparison.Ordinal);
        Assert.Contains("<b>1</b>pool<", page, StringComparison.Ordinal);
        Assert.Contains("<b>1</b>service<", page, StringComparison.Ordinal);
        Assert.Contains("no end</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_were_taken_directly_are_listed()
    {
        _system.Pools.Create("vlan", new() { From = 100, To = 120 });
        _system.Direct.TakeAll([new("vlan", "scada") { Count = 2 }]);
        var report = _system.Reports.Build();
        Assert.Equal(2, report.DirectCount);
        Assert.Equal([("scada", "100 of vlan"), ("scada", "101 of vlan")],
            report.Direct.Select(line => (line.Name, Assert.Single(line.Holds))));
        Assert.Contains("id=\"direct-table\"", Page(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.20.0.0/28", "10.20.0.1-10.20.0.14", "10.20.0.1: web", "10.20.0.2: free")]
    [InlineData("10.16.0.0/12", "10.16.0.1-10.31.255.254", "10.16.0.1 to", "10.31.255.254: 0 held")]
    public void Addresses_are_written_as_addresses(string network, string range, string first, string other)
    {
        _system.Pools.Create("hosts", new() { Notation = PoolNotation.Parse($"address {network}") });
        _system.Direct.TakeAll([new("hosts", "web")]);
        var page = Page();
        foreach (var text in new[] { range, first, other }) Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotMatch("data-(n|row)=", page);
        Assert.DoesNotMatch(@"\[\d+, \d+\[", page);
    }

    // Paper is as narrow as a telephone in landscape: a table must stay one.
    [Fact]
    public void Paper_has_no_layout_of_a_telephone() =>
        Assert.All(Regex.Matches(Page(), "@media[^{]*max-width[^{]*"), rule => Assert.StartsWith("@media screen and", rule.Value,
            StringComparison.Ordinal));

    [Fact]
    public void No_value_becomes_markup_and_no_password_is_told()
    {
        const string evil = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(1)>&amp;";
        _system.Pools.Create("<b>pool</b>", new() { From = 1, To = 20 });
        _system.VlanServices.Create(new(evil) { NorthPool = "<b>pool</b>", SouthPool = "<b>pool</b>" });
        var page = Page();
        Assert.Equal(1, Regex.Count(page, "<script"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>pool", page, StringComparison.Ordinal);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&lt;img src=x onerror=alert(1)&gt;&amp;amp;", page,
            StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_allows_its_own_style_and_script_and_nothing_else()
    {
        var page = Page();
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value
            .Replace("&#x27;", "'", StringComparison.Ordinal).Replace("&#x2B;", "+", StringComparison.Ordinal);
        Assert.Equal($"default-src 'none'; style-src {Digest(page, "style")}; script-src {Digest(page, "script")}; base-uri 'none'; " +
            "form-action 'none'", policy);
        Assert.Empty(Regex.Matches(page, @"\s(src|href|style|on\w+)=|url\(|@import|https?:"));
    }

    [Fact]
    public void The_same_state_gives_the_same_page_and_the_file_is_replaced_as_a_whole()
    {
        using var folder = new TemporaryFolder(inMemory: true);
        var path = folder.Write("report.html", "old");
        ReportPage.Save(_system.Reports.Build(), _system.Store.Uri, path);
        Assert.Equal(Page(), File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    public void Dispose() => _system.Dispose();

    [Theory]
    [InlineData(3, 1, "33.3%")]
    [InlineData(200, 163, "81.5%")]
    [InlineData(2000, 1999, "99.9%")]
    [InlineData(100_000, 1, "0%")]
    [InlineData(7, 7, "100%")]
    [InlineData(0, 0, "\u2013")]
    public void The_use_of_a_pool_is_what_its_table_says(long size, long held, string shown)
    {
        _system.Pools.Create("vlan", new() { From = 10, To = 10 + size });
        if (held > 0) _system.Direct.TakeAll([new DirectRequest("vlan", "a") { Count = held }]);
        Assert.Contains($"<p class=\"big\">{shown}<small>held</small>", Page(), StringComparison.Ordinal);
        var table = UseInPercent.Text(Section("vlan").Pool.PercentUsed);
        Assert.Equal(shown, table.Length == 0 ? "\u2013" : table);
    }

    private ReportPool Section(string name) => _system.Reports.Build().Pools.Single(p => p.Pool.Name == name);

    private string Page()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ReportPage.Write(_system.Reports.Build(), text);
        return text.ToString();
    }

    private static string Digest(string page, string element)
    {
        var text = Regex.Match(page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
    }
}
