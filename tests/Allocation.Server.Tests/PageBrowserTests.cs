using Allocation.Core.Access;
using Allocation.Core.Direct;

namespace Allocation.Server.Tests;

/// <summary>The live page as a browser shows it.</summary>
public sealed class PageBrowserTests : IAsyncLifetime
{
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
        var token = _server.Token("eve", AccessRole.Reader);
        await Browser.OpenAsync(_server.Client.BaseAddress!.AbsoluteUri, Stop);
        Assert.Equal("/login", await Browser.EvaluateAsync("location.pathname", Stop));
        await Browser.EvaluateAsync($"document.querySelector('input').value = '{token}'", Stop);
        await Browser.ClickAsync("button", Stop);
        await Becomes("document.getElementById('live')?.textContent === 'Kept current.'");
        Assert.Equal(true, await Browser.EvaluateAsync("document.documentElement.scrollWidth <= innerWidth", Stop));

        await Browser.EvaluateAsync("(() => { const i = document.querySelector(`input[data-table='direct-table']`); " +
            "i.focus(); i.value = 'just'; i.dispatchEvent(new Event('input')); })()", Stop);
        Assert.Equal(0.0, await Browser.EvaluateAsync(Shown, Stop));
        _server.System.Direct.TakeAll([new DirectRequest("vlan", "just-taken"), new DirectRequest("vlan", "other")]);
        await Becomes(Shown + " === 1");
        Assert.Equal("direct-table", await Browser.EvaluateAsync("document.activeElement.dataset.table", Stop));
        Assert.DoesNotContain(Browser.Messages, message => message.Contains("Content Security Policy", StringComparison.Ordinal)
            || message.Contains("exceptionThrown", StringComparison.Ordinal));
    }

    private const string Shown = "[...document.querySelectorAll('#direct-table tbody tr')].filter(row => !row.hidden).length";

    private async Task Becomes(string condition)
    {
        while (await Browser.EvaluateAsync($"Boolean({condition})", Stop) is not true) await Task.Yield();
    }
}
