using System.Diagnostics;
using System.Text.Json;
using Allocation.Core.Access;
using Allocation.Core.Direct;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Tickets;

namespace Allocation.Server.Tests;

/// <summary>The live page as a browser shows it.</summary>
public sealed class PageBrowserTests : IAsyncLifetime
{
    private const string Alert = "document.querySelector('dialog[open] [role=alert]')?.textContent";

    private readonly RunningServer _server = new();
    private Chromium? _browser;

    private CancellationToken Stop { get; } = TestContext.Current.CancellationToken;

    private Chromium Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Chromium.StartAsync(Stop);
        Assert.SkipWhen(_browser is null, "There is no Chromium on the path.");
        await Browser.ShowAsync(400, "dark", Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task The_page_is_kept_current_and_keeps_what_the_reader_typed()
    {
        await Open(AccessRole.Reader);
        Assert.Equal(true, await Browser.EvaluateAsync("document.documentElement.scrollWidth <= innerWidth", Stop));

        await Browser.EvaluateAsync("(() => { const i = document.querySelector(`input[data-table='direct-table']`); " +
            "i.focus(); i.value = 'just'; i.dispatchEvent(new Event('input')); })()", Stop);
        Assert.Equal(0.0, await Browser.EvaluateAsync(Shown, Stop));
        _server.System.Direct.TakeAll([new DirectRequest("vlan", "just-taken"), new DirectRequest("vlan", "other")]);
        await Becomes(Shown + " === 1");
        Assert.Equal("direct-table", await Browser.EvaluateAsync("document.activeElement.dataset.table", Stop));
        AssertNothingRefused();
    }

    // Sorting, what is unfolded, the place in a table and the number of a map that the reader is at.
    [Fact]
    public async Task A_change_leaves_the_reader_where_he_is()
    {
        _server.System.Pools.Create("big", new PoolChange { From = 0, To = 1L << 62 });
        _server.System.Direct.TakeAll([new DirectRequest("big", "row") { Count = 200 }]);
        await Open(AccessRole.Operator);
        await Browser.ClickAsync("#direct-table th:nth-child(1) button", Stop);
        await Browser.ClickAsync("#direct-table th:nth-child(1) button", Stop);
        await Browser.ClickAsync("[data-pool=big] summary", Stop);
        await Browser.EvaluateAsync("document.querySelector('#direct-table').parentElement.scrollTop = 300", Stop);
        await Browser.EvaluateAsync("document.querySelector('[data-pool=vlan].grid').focus()", Stop);
        foreach (var _ in Enumerable.Range(0, 9)) await Browser.PressAsync("ArrowRight", Stop);
        Assert.Equal("108: free", await Text("#tip"));

        _server.System.Direct.TakeAll([new DirectRequest("vlan", "just-taken")]);
        await Becomes("document.querySelector('#direct-table').textContent.includes('just-taken')");
        Assert.Equal("descending", await Browser.EvaluateAsync("document.querySelector('#direct-table th').ariaSort", Stop));
        Assert.Equal(true, await Browser.EvaluateAsync("document.querySelector('details[data-pool=big]').open", Stop));
        Assert.Equal(300.0, await Browser.EvaluateAsync("document.querySelector('#direct-table').parentElement.scrollTop", Stop));
        Assert.Equal("vlan", await Browser.EvaluateAsync("document.activeElement.dataset.pool", Stop));
        Assert.Equal("108: free", await Text("#tip"));
    }

    [Fact]
    public async Task The_keyboard_takes_and_gives_back_and_keeps_its_place()
    {
        await Open(AccessRole.Operator);
        await Focus("[data-act=take][data-pool=vlan]");
        await Browser.PressAsync("Enter", Stop);
        Assert.Equal("Name", await Browser.EvaluateAsync("document.activeElement.name", Stop));
        await Browser.TypeAsync("lab", Stop);
        await Browser.PressAsync("Tab", Stop);
        await Browser.TypeAsync("107, 109", Stop);
        Assert.Equal(true, await Browser.EvaluateAsync("document.querySelector('[name=Count]').disabled", Stop));
        await Browser.PressAsync("Tab", Stop);
        await Browser.TypeAsync("for <b>tests</b>", Stop);
        await Browser.PressAsync("Enter", Stop);
        await Becomes("document.getElementById('said').textContent === 'Taken: 107, 109 of vlan.'");
        Assert.Equal(["107", "109"], Rows("lab").Select(line => line.ResourceId));
        Assert.All(Rows("lab"), line => Assert.Equal("for <b>tests</b>", line.Description));
        await Becomes("document.activeElement.dataset.act === 'take' && document.activeElement.dataset.pool === 'vlan'");

        // Enter pressed twice by mistake ends where it began.
        await Becomes($"document.querySelector(`{Button("direct-table", "109 of vlan")}`)");
        await Focus(Button("direct-table", "109 of vlan"));
        await Browser.PressAsync("Enter", Stop);
        Assert.Equal("Give back?", await Text("#ask-title"));
        Assert.Equal("109 of vlan, held by lab", await Text("#ask-what"));
        await Browser.PressAsync("Enter", Stop);
        await Becomes("!document.querySelector('dialog[open]') && document.activeElement.dataset.act === 'ask'");
        await Browser.PressAsync("Enter", Stop);
        await Browser.PressAsync("Escape", Stop);
        await Becomes("!document.querySelector('dialog[open]') && document.activeElement.dataset.act === 'ask'");
        Assert.Equal(2, Rows("lab").Count());
        await Browser.PressAsync("Enter", Stop);
        await Browser.PressAsync("Tab", Stop);
        await Browser.PressAsync("Enter", Stop);
        await Becomes("document.getElementById('said').textContent === '109 of vlan is given back.'");
        Assert.Equal("107", Assert.Single(Rows("lab")).ResourceId);
        await Becomes("document.activeElement.dataset.table === 'direct-table'");
        AssertNothingRefused();
    }

    [Fact]
    public async Task A_free_number_of_a_map_is_taken_by_pointer_and_by_key_and_one_that_is_held_is_not()
    {
        await Open(AccessRole.Operator);
        await Browser.ClickAsync("[data-n='100']", Stop);
        Assert.Null(await Browser.EvaluateAsync("document.querySelector('dialog[open]')?.id", Stop));
        await Browser.ClickAsync("[data-n='108']", Stop);
        Assert.Equal("108", await Browser.EvaluateAsync("document.querySelector('dialog[open] [name=ResourceId]').value", Stop));
        await Browser.TypeAsync("one", Stop);
        await Browser.PressAsync("Enter", Stop);
        await Becomes("document.querySelector(`[data-n='108']`).matches('.h')");

        await Focus("[data-pool=vlan].grid");
        foreach (var _ in Enumerable.Range(0, 10)) await Browser.PressAsync("ArrowRight", Stop);
        await Browser.PressAsync("Enter", Stop);
        Assert.Equal("109", await Browser.EvaluateAsync("document.querySelector('dialog[open] [name=ResourceId]').value", Stop));
    }

    [Fact]
    public async Task A_ticket_is_opened_and_closed()
    {
        await Open(AccessRole.Operator);
        await Browser.ClickAsync("[data-act=open]", Stop);
        Assert.Equal("x86", await Browser.EvaluateAsync("document.activeElement.value", Stop));
        await Browser.ClickAsync("#open .main", Stop);
        await Becomes("document.getElementById('said').textContent === 'Ticket 3 is open.'");
        Assert.Equal(TicketState.Open, _server.System.Tickets.Get(3).State);

        await Becomes($"document.querySelector(`{Button("ticket-table", "ticket 3: ")}`)");
        await Browser.EvaluateAsync($"document.querySelector(`{Button("ticket-table", "ticket 3: ")}`).click()", Stop);
        await Browser.ClickAsync("#ask .main", Stop);
        await Becomes("document.getElementById('said').textContent === 'Ticket 3 is closed.'");
        Assert.Equal(TicketState.Closed, _server.System.Tickets.Get(3).State);
    }

    [Fact]
    public async Task A_service_is_removed_after_a_question()
    {
        await Open(AccessRole.Operator);
        await Focus("#service-table [data-act=ask]");
        await Browser.PressAsync("Enter", Stop);
        Assert.Equal("Remove?", await Text("#ask-title"));
        var what = (string)(await Text("#ask-what"))!;
        Assert.StartsWith("web (VlanService), which holds ", what, StringComparison.Ordinal);
        Assert.Contains("100 of vlan", what, StringComparison.Ordinal);

        // Enter that is pressed twice removes nothing.
        await Browser.PressAsync("Enter", Stop);
        await Becomes("!document.querySelector('dialog[open]') && document.activeElement.dataset.act === 'ask'");
        Assert.Equal(2, Rows("web").Count());
        await Browser.PressAsync("Enter", Stop);
        await Browser.PressAsync("Tab", Stop);
        await Browser.PressAsync("Enter", Stop);
        await Becomes("document.getElementById('said').textContent === 'web is removed.'");
        Assert.Empty(Rows("web"));
        await Becomes("!document.querySelector('#service-table')");
        AssertNothingRefused();
    }

    // What did not change is the same element as before: a browser lays out again what was replaced.
    [Fact]
    public async Task A_change_replaces_only_what_changed()
    {
        _server.System.Direct.TakeAll([new DirectRequest("vlan", "zebra")]);
        await Open(AccessRole.Operator);
        await Browser.ClickAsync("#direct-table th:nth-child(1) button", Stop);
        await Browser.EvaluateAsync("document.querySelectorAll('main *').forEach(e => { e.known = true; })", Stop);
        _server.System.Direct.TakeAll([new DirectRequest("vlan", "middle")]);
        await Becomes("document.querySelector('#direct-table').textContent.includes('middle')");
        const string Fresh = "JSON.stringify([...document.querySelectorAll('main tr, main section, main article, .grid b')]" +
            ".filter(e => !e.known).map(e => e.textContent.split(' ')[0].slice(0, 6)))";
        Assert.Equal("[\"middle\"]", await Browser.EvaluateAsync(Fresh, Stop));
        Assert.Equal("legacy,legacy,legacy,middle,zebra", await Browser.EvaluateAsync(
            "[...document.querySelectorAll('#direct-table tbody tr')].map(r => r.cells[0].textContent).join()", Stop));
        Assert.Equal("ascending", await Browser.EvaluateAsync("document.querySelector('#direct-table th').ariaSort", Stop));
    }

    // After any changes, what was renewed in place is what a new page is.
    [Fact]
    public async Task A_page_that_was_renewed_is_as_one_that_is_new()
    {
        await Open(AccessRole.Operator);
        var row = Rows("legacy").First();
        _server.System.Direct.GiveBack(row.ReservationId);
        await Becomes($"!document.querySelector(`{Button("direct-table", $"{row.ResourceId} of vlan")}`)");
        _server.System.Pools.Create("another", new PoolChange { From = 0, To = 1L << 40 });
        _server.System.VlanServices.Remove(_server.System.VlanServices.Find(new NamePattern("web")).Single().Id);
        await Becomes("!document.querySelector('#service-table') && document.querySelector('[data-pool=another]')");
        _server.System.VlanServices.Create(new("noted") { Notes = new NoteSet { Owner = "bob" } });
        _server.System.Pools.Remove("odd/%2F é");
        await Becomes("document.querySelector('#service-table')?.textContent.includes('bob') && " +
            "!document.querySelector('[data-pool^=odd]')");
        const string Renewed = "(async () => { const text = await (await fetch('/', { headers: { Accept: 'text/html' } })).text(); " +
            "const main = d => { const m = d.querySelector('main').cloneNode(true); " +
            "m.querySelectorAll('output').forEach(o => o.remove()); " +
            "const walk = document.createTreeWalker(m, NodeFilter.SHOW_TEXT), blank = []; " +
            "while (walk.nextNode()) if (!walk.currentNode.data.trim()) blank.push(walk.currentNode); " +
            "blank.forEach(b => b.remove()); return m; }; " +
            "return main(document).isEqualNode(main(new DOMParser().parseFromString(text, 'text/html'))); })()";
        Assert.Equal(true, await Browser.EvaluateAsync(Renewed, Stop));
    }

    [Fact]
    public async Task A_button_that_is_pressed_twice_acts_once()
    {
        await Open(AccessRole.Operator);
        await Browser.ClickAsync("[data-act=take][data-pool=vlan]", Stop);
        await Browser.TypeAsync("lab", Stop);
        await Browser.EvaluateAsync("(b => { b.click(); b.click(); b.click(); })(document.querySelector('#take .main'))", Stop);
        await Becomes("!document.querySelector('dialog[open]')");
        Assert.Single(Rows("lab"));
        Assert.Single(Browser.Messages, message => message.Contains("\"POST\"", StringComparison.Ordinal)
            && message.Contains("direct-allocations", StringComparison.Ordinal));
    }

    // The connection breaks after the server has done it: the answer is lost, and the same is asked for again.
    [Fact]
    public async Task What_is_asked_again_after_a_lost_answer_is_done_once()
    {
        await Open(AccessRole.Operator);
        await Browser.ClickAsync("[data-act=take][data-pool=vlan]", Stop);
        await Browser.TypeAsync("lab", Stop);
        await Browser.EvaluateAsync("(() => { const real = fetch; let lost = false; window.fetch = async (...a) => { const r = await " +
            "real(...a); if (a[1]?.method === 'POST' && !lost) { lost = true; throw new TypeError('lost'); } return r; }; })()", Stop);
        await Browser.ClickAsync("#take .main", Stop);
        await Becomes($"({Alert})?.includes('not known')");
        Assert.Single(Rows("lab"));
        await Browser.ClickAsync("#take .main", Stop);
        await Becomes("!document.querySelector('dialog[open]')");
        Assert.Single(Rows("lab"));
    }

    [Fact]
    public async Task A_refusal_is_text_and_the_dialog_stays_until_it_is_mended()
    {
        var evil = "<img src=x onerror=document.title='taken'>";
        _server.System.Direct.TakeAll([new DirectRequest("vlan", evil)]);
        await Open(AccessRole.Operator);
        await Browser.ClickAsync("[data-act=take][data-pool=vlan]", Stop);
        await Browser.TypeAsync(evil, Stop);
        await Browser.ClickAsync("#take .main", Stop);
        await Becomes($"({Alert})?.includes('<img')");
        Assert.Equal(0.0, await Browser.EvaluateAsync("document.images.length", Stop));
        Assert.Equal("Allocation report", await Browser.EvaluateAsync("document.title", Stop));
        await Browser.EvaluateAsync("document.querySelector('dialog[open] [name=Name]').value = 'lab'", Stop);
        await Browser.ClickAsync("#take .main", Stop);
        await Becomes("!document.querySelector('dialog[open]')");
        Assert.Single(Rows("lab"));
    }

    [Fact]
    public async Task A_row_that_somebody_gave_back_meanwhile_says_so()
    {
        await Open(AccessRole.Operator);
        var row = Rows("legacy").First();
        await Browser.EvaluateAsync(
            $"document.querySelector(`{Button("direct-table", $"{row.ResourceId} of vlan")}`).click()", Stop);
        _server.System.Direct.GiveBack(row.ReservationId);
        _server.System.Direct.TakeAll([new DirectRequest("vlan", "other") { ResourceIds = [row.ResourceId] }]);
        await Browser.ClickAsync("#ask .main", Stop);
        await Becomes($"({Alert})?.length > 0");
        Assert.Single(Rows("other"));
        await Browser.PressAsync("Escape", Stop);
        await Becomes("document.activeElement.dataset.table === 'direct-table'");
    }

    [Fact]
    public async Task A_reader_has_no_button_that_acts_and_a_number_of_a_map_opens_nothing()
    {
        await Open(AccessRole.Reader);
        Assert.Equal(0.0, await Browser.EvaluateAsync("document.querySelectorAll('[data-act], dialog').length", Stop));
        await Browser.ClickAsync("[data-n='108']", Stop);
        Assert.Equal("108: free", await Text("#tip"));
        AssertNothingRefused();
    }

    [Fact]
    public async Task A_search_asks_the_server_is_kept_current_and_ends()
    {
        await Open(AccessRole.Reader);
        await Browser.PressAsync("/", Stop);
        await Browser.TypeAsync("new-name", Stop);
        await Becomes("document.getElementById('live').textContent.startsWith('Nothing has')");
        Assert.Equal("?search=new-name", await Browser.EvaluateAsync("location.search", Stop));
        _server.System.Direct.TakeAll([new DirectRequest("vlan", "new-name"), new DirectRequest("vlan", "other")]);
        await Becomes(Shown + " === 1");
        Assert.Equal("search", await Browser.EvaluateAsync("document.activeElement.id", Stop));
        await Browser.EvaluateAsync("(() => { const i = document.getElementById('search'); i.value = ''; " +
            "i.dispatchEvent(new Event('input')); })()", Stop);
        await Becomes("document.getElementById('live').textContent === 'Kept current.' && document.querySelector('#service-table')");
        Assert.Equal("", await Browser.EvaluateAsync("location.search", Stop));
        AssertNothingRefused();
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Dialogs_and_buttons_fit_a_phone_and_can_be_read(string theme)
    {
        _server.System.Direct.TakeAll([new DirectRequest("vlan", new string('w', 64))]);
        await Browser.ShowAsync(400, theme, Stop);
        await Open(AccessRole.Operator);
        foreach (var button in new[] { "[data-act=take][data-pool=vlan]", "[data-act=open]", Button("direct-table", "105 of vlan") })
        {
            await Browser.EvaluateAsync($"document.querySelector(`{button}`).click()", Stop);
            Assert.Equal(true, await Browser.EvaluateAsync("document.documentElement.scrollWidth <= innerWidth", Stop));
            Assert.Equal(true, await Browser.EvaluateAsync(
                "(d => d.scrollWidth <= d.clientWidth && d.getBoundingClientRect().right <= innerWidth)" +
                    "(document.querySelector('dialog[open]'))", Stop));
            Assert.Equal("", await Browser.LowContrastAsync(Stop));
            await Browser.PressAsync("Escape", Stop);
        }
    }

    // What a screen reader says of each: every button and field has a name, and every dialog.
    [Fact]
    public async Task Everything_that_can_be_used_has_a_name()
    {
        await Open(AccessRole.Operator);
        var nameless = await Browser.EvaluateAsync(
            "JSON.stringify([...document.querySelectorAll('button, input:not([type=hidden]), dialog, [tabindex]')].filter(e => " +
            "!(e.ariaLabel || e.labels?.[0]?.textContent.trim() || (e.matches('button') && (e.textContent.trim() || e.dataset.fill)) || " +
            "document.getElementById(e.getAttribute('aria-labelledby')?.split(' ')[0]))).map(e => e.outerHTML))", Stop);
        Assert.Empty(JsonSerializer.Deserialize<string[]>((string)nameless!)!);
        Assert.Equal("status", await Browser.EvaluateAsync("document.getElementById('said').role", Stop));
        Assert.Equal("status", await Browser.EvaluateAsync("document.getElementById('live').role", Stop));
    }

    private const string Shown = "[...document.querySelectorAll('#direct-table tbody tr')].filter(row => !row.hidden).length";

    private static string Button(string table, string what) => $"#{table} [data-what^='{what}']";

    private async Task Open(AccessRole role)
    {
        await Browser.OpenAsync(_server.Client.BaseAddress!.AbsoluteUri, Stop);
        Assert.Equal("/login", await Browser.EvaluateAsync("location.pathname", Stop));
        await Browser.EvaluateAsync($"document.querySelector('input').value = '{_server.Token("eve", role)}'", Stop);
        await Browser.ClickAsync("button", Stop);
        await Becomes("document.getElementById('live')?.textContent === 'Kept current.'");
    }

    private Task Focus(string selector) => Browser.EvaluateAsync($"document.querySelector(`{selector}`).focus()", Stop);

    private Task<object?> Text(string selector) => Browser.EvaluateAsync($"document.querySelector(`{selector}`).textContent", Stop);

    private IEnumerable<AllocationRecord> Rows(string name) =>
        _server.System.Ledger.Query(new() { LeaseName = name, State = AllocationState.Active });

    private void AssertNothingRefused() => Assert.DoesNotContain(Browser.Messages, message =>
        message.Contains("Content Security Policy", StringComparison.Ordinal)
            || message.Contains("exceptionThrown", StringComparison.Ordinal));

    private async Task Becomes(string condition)
    {
        var watch = Stopwatch.StartNew();
        while (await Browser.EvaluateAsync($"Boolean({condition})", Stop) is not true)
        {
            await Task.Yield();
            if (watch.Elapsed < HangLimit.Time) continue;
            Assert.Fail($"never became so: {condition}\nfocus: {await Browser.EvaluateAsync("document.activeElement?.outerHTML", Stop)}\n" +
                string.Join('\n', Browser.Messages));
        }
    }
}
