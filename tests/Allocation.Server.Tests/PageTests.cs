using System.Net;
using Allocation.Core.Access;
using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Reports;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Tickets;
using Allocation.Server.Page;

namespace Allocation.Server.Tests;

public sealed class PageTests : IDisposable
{
    private readonly RunningServer _server = new();
    private readonly string _token;

    public PageTests() => _token = _server.Token("eve", AccessRole.Reader);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_browser_without_a_token_is_asked_for_one_and_keeps_it_in_a_cookie()
    {
        using var asked = await _server.Get("/", null, ("Accept", "text/html"));
        Assert.Equal((HttpStatusCode.SeeOther, "/login"), (asked.StatusCode, asked.Headers.Location?.OriginalString));
        using var form = await _server.Get("/login", null);
        Assert.Contains("<form method=\"post\"", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var wrong = await LogIn("x");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.False(wrong.Headers.Contains("Set-Cookie"));

        using var right = await LogIn(_token);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (right.StatusCode, right.Headers.Location?.OriginalString));
        var cookie = right.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        using var page = await _server.Get("/", null, ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("vlan", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    // What acts needs a request of the page besides; see the tests of acts.
    [Fact]
    public async Task The_cookie_opens_the_page_and_what_it_asks_and_nothing_else()
    {
        var cookie = ("Cookie", $"{ITokenInCookie.Cookie}={_token}");
        foreach (var route in _server.Routes)
        {
            if (RunningServer.MethodOf(route) == HttpMethod.Get && route.RoutePattern.RawText is "/" or "/live") continue;
            if (route.RoutePattern.RawText is "/login" or "/healthz" or "/readyz") continue;
            var path = route.RoutePattern.RawText!.Replace('{', 'x').Replace('}', 'x');
            using var answer = await _server.Send(RunningServer.MethodOf(route), path, null, null, cookie);
            var status = route.Metadata.GetMetadata<PageAct>() is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden;
            Assert.Equal((path, status), (path, answer.StatusCode));
        }
    }

    [Fact]
    public async Task The_form_of_another_site_logs_nobody_in()
    {
        using var answer = await LogIn(_token, ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_page_may_load_nothing_but_itself_and_cannot_be_framed()
    {
        using var page = await _server.Get("/", _token);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.EndsWith("connect-src 'self'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }

    // The change is made beside the server, as another process makes it.
    [Fact]
    public async Task A_change_is_told_and_the_page_has_it()
    {
        using var before = await _server.Get("/", _token);
        Assert.DoesNotContain("just-taken", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var events = await _server.Get("/live", _token);
        Assert.Equal("text/event-stream", events.Content.Headers.ContentType?.MediaType);
        using var lines = new StreamReader(await events.Content.ReadAsStreamAsync());
        Assert.StartsWith("retry:", await lines.ReadLineAsync(), StringComparison.Ordinal);
        var shown = await lines.ReadLineAsync();
        Assert.Contains($"data-at=\"{shown!["data: ".Length..]}\"", await Page("/"), StringComparison.Ordinal);

        _server.System.Direct.TakeAll([new DirectRequest("vlan", "just-taken")]);
        string? line;
        do line = await lines.ReadLineAsync();
        while (line is not null && !line.StartsWith("data:", StringComparison.Ordinal));
        Assert.NotNull(line);
        using var after = await _server.Get("/", _token);
        Assert.Contains("just-taken", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    // What the page shows of hostile names is text, wherever they stand.
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" onfocus=alert(1) autofocus x=\"")]
    [InlineData("'><img src=x onerror=alert(1)>")]
    [InlineData("</title></style><b>")]
    [InlineData("\u05e9\u05dc\u05d5\u05dd & \u0645\u0631\u062d\u0628\u0627")]
    public async Task Names_are_text_in_the_page_in_buttons_and_in_what_is_looked_for(string name)
    {
        var note = new string('d', 200) + name;
        var notes = NoteChange.Read(note, name, null, mistake => new InvalidPoolException(name, mistake));
        _server.System.Pools.Create(name, new PoolChange { From = 1, To = 9, Notes = notes });
        _server.System.Direct.TakeAll([new DirectRequest(name, name) { Notes = new NoteSet { Description = note, Owner = name } }]);
        _server.System.Tickets.Open(new TicketRequest { Tag = ["x86"], Reason = note, Owner = name });
        var token = _server.Token("op", AccessRole.Operator);
        foreach (var path in new[] { "/", $"/?search={Uri.EscapeDataString(name)}" })
        {
            var page = await Page(path, token);
            Assert.Contains("data-act=\"take\"", page, StringComparison.Ordinal);
            if (name.Contains('<', StringComparison.Ordinal) || name.Contains('"', StringComparison.Ordinal))
                Assert.DoesNotContain(name, page, StringComparison.Ordinal);
            Assert.Equal(2, page.Split("<script>").Length);
        }
    }

    [Theory]
    [InlineData("legacy", "direct-table")]
    [InlineData("alice", "service-table")]
    [InlineData("site=berlin", "service-table")]
    [InlineData("x86", "ticket-table")]
    [InlineData("109", "number-table")]
    public async Task What_is_looked_for_is_in_the_page_and_what_is_not_is_left_out(string words, string table)
    {
        var page = await Page($"/?search={words}");
        foreach (var id in new[] { "direct-table", "service-table", "ticket-table", "number-table" })
            Assert.Equal((id, id == table), (id, page.Contains($"<table id=\"{id}\">", StringComparison.Ordinal)));
        Assert.Contains($"value=\"{words}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nothing_has_is_told_and_what_is_too_long_is_refused()
    {
        Assert.Contains("Nothing has", await Page("/?search=no-such-thing"), StringComparison.Ordinal);
        using var answer = await _server.Get($"/?search={new string('x', ReportPage.LongestSearch + 1)}", _token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<string> Page(string path, string? token = null)
    {
        using var answer = await _server.Get(path, token ?? _token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<HttpResponseMessage> LogIn(string token, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/login")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("token", token)]),
        };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return _server.Client.SendAsync(request);
    }
}
