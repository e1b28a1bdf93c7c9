using System.Text.Json;
using Allocation.Core.Reports;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Reports;

/// <summary>The report as a browser shows it.</summary>
public sealed class ReportBrowserTests : IAsyncLifetime
{
    private const string Evil = "<script>document.title='taken'</script>\"'><img src=x onerror=document.title='taken'>";

    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly ManualClock _clock = new();
    private Chromium? _browser;

    private CancellationToken Stop { get; } = TestContext.Current.CancellationToken;

    private Chromium Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Chromium.StartAsync(Stop);
        Assert.SkipWhen(_browser is null, "There is no Chromium on the path.");
        ReportPage.Save(MakeReport(), StoreUri.Parse("json:store.json", Path.GetTempPath()), _folder.File("report.html"));
        await Browser.ShowAsync(1280, "light", Stop);
        await Browser.OpenAsync(_folder.File("report.html"), Stop);
    }

    [Fact]
    public async Task Nothing_is_loaded_refused_or_run_but_the_page_itself()
    {
        Assert.Equal("Allocation report", await Browser.EvaluateAsync("document.title", Stop));
        Assert.Equal(1.0, await Browser.EvaluateAsync("document.scripts.length", Stop));
        Assert.Equal(0.0, await Browser.EvaluateAsync("document.images.length", Stop));
        Assert.Equal(Evil,
            await Browser.EvaluateAsync(
            "[...document.querySelectorAll('#service-table td:first-child')].map(c => c.textContent).find(t => t.startsWith('<'))", Stop));
        var loaded = Browser.Messages.Where(m => !m.Contains("report.html", StringComparison.Ordinal));
        Assert.Empty(loaded);
    }

    [Fact]
    public async Task A_script_that_got_into_the_page_would_not_run()
    {
        await Browser.EvaluateAsync(
            "(() => { const s = document.createElement('script'); s.textContent = 'document.title = `taken`'; " +
            "document.body.append(s); })()", Stop);
        await Browser.EvaluateAsync("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=`taken`\">')",
            Stop);
        Assert.Equal("Allocation report", await Browser.EvaluateAsync("document.title", Stop));
        Assert.Contains(Browser.Messages, m => m.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hovering_over_a_number_tells_who_holds_it()
    {
        await Browser.HoverAsync("[data-n='100']", Stop);
        Assert.Equal("100: alpha (north_vlan_id)", await Tip());
        await Browser.HoverAsync("[data-n='119']", Stop);
        Assert.Equal("119: free", await Tip());
        await Browser.HoverAsync("[data-n='110']", Stop);
        Assert.Equal("110: excluded", await Tip());
        await Browser.HoverAsync(".bars g:nth-of-type(1)", Stop);
        Assert.StartsWith("0 to 42,949,672: 2 held", (string?)await Tip(), StringComparison.Ordinal);
        await Browser.HoverAsync("h1", Stop);
        Assert.Equal(true, await Browser.EvaluateAsync("document.getElementById('tip').hidden", Stop));
    }

    [Fact]
    public async Task The_keyboard_moves_through_the_numbers()
    {
        await Browser.EvaluateAsync("document.querySelector('.few').focus()", Stop);
        foreach (var key in new[] { "ArrowRight", "ArrowRight", "ArrowDown" }) await Browser.PressAsync(key, Stop);
        Assert.Equal("121: free", await Tip());
        await Browser.PressAsync("ArrowUp", Stop);
        Assert.StartsWith("101: ", (string?)await Tip(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_sort_by_what_they_mean_up_and_down()
    {
        Assert.Equal(["<script>", "alpha", "item-10", "item-9"], await Names());
        await Browser.ClickAsync("#service-table th:nth-child(1) button", Stop);
        Assert.Equal(["<script>", "alpha", "item-9", "item-10"], await Names());
        await Browser.ClickAsync("#service-table th:nth-child(1) button", Stop);
        Assert.Equal(["item-10", "item-9", "alpha", "<script>"], await Names());
        Assert.Equal("descending",
            await Browser.EvaluateAsync("document.querySelector('#service-table th').getAttribute('aria-sort')", Stop));
        await Browser.ClickAsync("#service-table th:nth-child(6) button", Stop);
        Assert.Equal("alpha", (await Names())[0]);
    }

    [Fact]
    public async Task Filtering_shows_the_rows_that_have_all_words()
    {
        await Browser.EvaluateAsync("document.querySelector('[data-table=service-table]').focus()", Stop);
        await Browser.TypeAsync("ITEM up", Stop);
        Assert.Equal(["item-10", "item-9"], await Names());
        Assert.Equal("2 of 4",
            await Browser.EvaluateAsync(
            "document.querySelector('[data-table=service-table]').closest('.tools').querySelector('output').textContent", Stop));
        await Browser.TypeAsync("nothing", Stop);
        Assert.Empty(await Names());
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Text_stands_out_and_nothing_is_wider_than_a_phone(string theme)
    {
        await Browser.ShowAsync(400, theme, Stop);
        Assert.Equal(0.0, await Browser.EvaluateAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth", Stop));
        await AssertContrast();
        await Browser.ShowAsync(1280, theme, Stop);
        Assert.Equal(0.0, await Browser.EvaluateAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth", Stop));
        await AssertContrast();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _folder.Dispose();
    }

    private async Task AssertContrast() => Assert.Equal("", await Browser.LowContrastAsync(Stop));

    private Task<object?> Tip() => Browser.EvaluateAsync("document.getElementById('tip').textContent", Stop);

    private async Task<string[]> Names() => JsonSerializer.Deserialize<string[]>((string)(await Browser.EvaluateAsync(
        "JSON.stringify([...document.querySelectorAll('#service-table tbody tr:not([hidden]) td:first-child')].map(c => " +
            "c.textContent.slice(0, 8)))", Stop))!)!;

    private AllocationReport MakeReport()
    {
        using var system = new AllocationSystem(new MemoryStore(StoreUri.Parse("json:memory", _folder.Path)), _clock);
        system.Pools.Create("vlan", new() { From = 100, To = 200, Excluded = [new(110, 112)], ReuseDelay = TimeSpan.FromHours(1) });
        system.Pools.Create("big", new() { From = 0, To = 1L << 32 });
        system.Pools.Create("wide", new() { From = 1, To = 4095 });
        system.VlanServices.Create(new("alpha") { Term = new(Lifetime: TimeSpan.FromHours(1)) });
        foreach (var name in new[] { "item-9", "item-10", Evil }) system.VlanServices.Create(new(name));
        var item = system.VlanServices.Find(new("item-9")).Single();
        system.VlanServices.Remove(item.Id);
        _clock.Time += TimeSpan.FromMinutes(1);
        system.VlanServices.Create(new("item-9") { NorthPool = "big", SouthPool = "big" });
        return system.Reports.Build();
    }
}
