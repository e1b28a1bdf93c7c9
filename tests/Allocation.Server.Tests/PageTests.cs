using System.Net;
using Allocation.Core.Access;
using Allocation.Core.Direct;
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

    [Fact]
    public async Task The_cookie_opens_the_page_and_nothing_else()
    {
        var cookie = ("Cookie", $"{ITokenInCookie.Cookie}={_token}");
        foreach (var route in _server.Routes)
        {
            if (RunningServer.MethodOf(route) == HttpMethod.Get && route.RoutePattern.RawText is "/" or "/live") continue;
            if (route.RoutePattern.RawText is "/login" or "/healthz" or "/readyz") continue;
            var path = route.RoutePattern.RawText!.Replace('{', 'x').Replace('}', 'x');
            using var answer = await _server.Send(RunningServer.MethodOf(route), path, null, null, cookie);
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, answer.StatusCode));
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

        _server.System.Direct.TakeAll([new DirectRequest("vlan", "just-taken")]);
        string? line;
        do line = await lines.ReadLineAsync();
        while (line is not null && !line.StartsWith("data:", StringComparison.Ordinal));
        Assert.NotNull(line);
        using var after = await _server.Get("/", _token);
        Assert.Contains("just-taken", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
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
