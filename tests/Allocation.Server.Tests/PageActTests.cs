using System.Net;
using System.Text.Json;
using Allocation.Core.Access;
using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Tickets;
using Allocation.Server.Page;

namespace Allocation.Server.Tests;

/// <summary>What an operator does in the page, as its script asks for it.</summary>
public sealed class PageActTests : IDisposable
{
    private const string Body = """{ "Pool": "vlan", "Name": "lab" }""";

    private static readonly (string, string) s_own = ("Sec-Fetch-Site", "same-origin");

    private readonly RunningServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void The_page_may_take_give_back_remove_services_and_open_and_close_tickets()
    {
        var routes = _server.Routes.Where(route => route.Metadata.GetMetadata<PageAct>() is not null)
            .Select(route => $"{RunningServer.MethodOf(route)} {route.RoutePattern.RawText}").Order();
        Assert.Equal(
            ["DELETE /api/v1/allocations/{reservationId}", "DELETE /api/v1/services/{definition}/{name}", "DELETE /api/v1/tickets/{id}",
                "POST /api/v1/direct-allocations", "POST /api/v1/tickets"], routes);
    }

    [Theory]
    [InlineData("Reader", false)]
    [InlineData("Operator", true)]
    [InlineData("Admin", true)]
    public async Task Buttons_and_dialogs_are_in_the_page_of_who_may_use_them(string role, bool may)
    {
        foreach (var path in new[] { "/", "/?search=legacy", "/?search=109" })
        {
            using var answer = await _server.Get(path, _server.Token($"{role}{path.Length}", Enum.Parse<AccessRole>(role)));
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(may, page.Contains("<button type=\"button\" data-act=", StringComparison.Ordinal));
            Assert.Equal(may, page.Contains("<dialog ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Reader", HttpStatusCode.Forbidden)]
    [InlineData("Operator", null)]
    [InlineData("Admin", null)]
    public async Task Each_act_needs_the_role_whatever_the_page_shows(string? role, HttpStatusCode? refused)
    {
        (string, string)[] headers = role is { } one ? [s_own, Cookie(_server.Token("me", Enum.Parse<AccessRole>(one)))] : [s_own];
        foreach (var (method, path, body) in Acts())
        {
            using var answer = await _server.Send(method, path, null, body, headers);
            Assert.True(refused is null ? answer.IsSuccessStatusCode : answer.StatusCode == refused,
                $"{method} {path}: {answer.StatusCode}");
        }

        Assert.Equal(refused is null ? 1 : 0, Held("lab"));
        Assert.Equal(refused is null ? 2 : 3, Held("legacy"));
        Assert.Equal(refused is null ? 0 : 2, Held("web"));
        Assert.Equal(refused is null ? TicketState.Closed : TicketState.Open, _server.System.Tickets.Get(1).State);
    }

    // The browser sends the cookie by itself, and what has no header of it says nothing of the page that made it.
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "http://127.0.0.1")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "http://127.0.0.1.evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "x")]
    [InlineData("X-Nothing", "x")]
    public async Task What_another_page_has_the_browser_ask_with_the_cookie_changes_nothing(string header, string value)
    {
        var cookie = Cookie(_server.Token("op", AccessRole.Operator));
        foreach (var (method, path, body) in Acts())
        {
            using var answer = await _server.Send(method, path, null, body, cookie, (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal((0, 3, 2, TicketState.Open), (Held("lab"), Held("legacy"), Held("web"), _server.System.Tickets.Get(1).State));
    }

    // The address that another site is reached by does not make it ours, even if it says so in the older header.
    [Fact]
    public async Task The_newer_header_counts_where_both_are_there()
    {
        var cookie = Cookie(_server.Token("op", AccessRole.Operator));
        var own = ("Origin", _server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var foreign = await Take(cookie, own, ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        using var older = await Take(cookie, own);
        Assert.Equal(HttpStatusCode.Created, older.StatusCode);
    }

    // A form needs no consent of the server, and who needs no token shows none.
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Origin", "http://evil.example", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("X-Nothing", "x", true)]
    public async Task A_page_of_another_site_does_not_act_through_a_browser_that_needs_no_token(string header, string value, bool may)
    {
        using var server = new RunningServer(new ServerSettings { Anonymous = AccessRole.Operator });
        var posts = server.Routes.Where(route =>
            RunningServer.MethodOf(route) == HttpMethod.Post && route.RoutePattern.RawText != "/login");
        foreach (var route in posts)
        {
            var path = route.RoutePattern.RawText!.Replace('{', 'x').Replace('}', 'x');
            using var answer = await server.Send(HttpMethod.Post, path, null, null, (header, value));
            Assert.Equal((path, may), (path, answer.StatusCode != HttpStatusCode.Unauthorized));
        }

        using var page = await server.Get("/", null, (header, value));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_token_in_a_header_needs_no_page()
    {
        using var answer = await _server.Send(HttpMethod.Post, "/api/v1/direct-allocations", _server.Token("ci", AccessRole.Operator), Body,
            ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_sent_twice_is_done_once()
    {
        var cookie = Cookie(_server.Token("op", AccessRole.Operator));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Take(cookie, s_own, ("Idempotency-Key", "0123"))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal(1, Held("lab"));
        foreach (var answer in answers) answer.Dispose();

        var tickets = _server.System.Tickets.Query(new TicketFilter()).Count();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await _server.Send(HttpMethod.Post, "/api/v1/tickets", null, """{ "Tag": ["x86"] }""", cookie, s_own,
                ("Idempotency-Key", "4567"));
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        Assert.Equal(tickets + 1, _server.System.Tickets.Query(new TicketFilter()).Count());
    }

    // The row in the browser is that of an allocation, not of the number: whoever holds the number by now keeps it.
    [Fact]
    public async Task A_row_that_somebody_gave_back_meanwhile_gives_back_nothing_of_who_has_the_number_now()
    {
        var (stale, cookie) = (Row("legacy"), Cookie(_server.Token("op", AccessRole.Operator)));
        _server.System.Direct.GiveBack(stale.ReservationId);
        _server.System.Direct.TakeAll([new DirectRequest("vlan", "other") { ResourceIds = [stale.ResourceId] }]);
        using var answer = await _server.Send(HttpMethod.Delete, $"/api/v1/allocations/{stale.ReservationId}", null, null, cookie, s_own);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(nameof(ErrorKind.AllocationNotFound), problem.GetProperty("id").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(1, Held("other"));
    }

    [Fact]
    public async Task A_service_that_is_removed_twice_is_removed_once_and_another_one_of_that_name_stays()
    {
        var (path, cookie) = (Removal(), Cookie(_server.Token("op", AccessRole.Operator)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            _server.Send(HttpMethod.Delete, path, null, null, cookie, s_own)));
        foreach (var answer in answers)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answer.Dispose();
        }

        Assert.Equal(0, Held("web"));
        Assert.Single(_server.System.Events.Query(new()), one => one.Command.StartsWith("DELETE", StringComparison.Ordinal));
        _server.System.VlanServices.Create(new("web"));
        using var again = await _server.Send(HttpMethod.Delete, path, null, null, cookie, s_own);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(2, Held("web"));
    }

    [Theory]
    [InlineData("VlanService", "shop")]
    [InlineData("VlanService", "WEBS")]
    [InlineData("Port", "web")]
    public async Task A_service_whose_id_is_that_of_another_name_or_definition_stays(string definition, string name)
    {
        _server.System.Definitions.Register("""{ "name": "Port", "attributes": { "name": "string" } }""");
        var id = Row("web").LeaseId;
        using var answer = await Remove($"/api/v1/services/{definition}/{name}?id={id}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var unknown = await Remove("/api/v1/services/VlanService/web?id=x");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(2, Held("web"));
    }

    [Fact]
    public async Task What_the_page_does_is_told_in_events_by_the_name_of_the_token()
    {
        using var answer = await Take(Cookie(_server.Token("op", AccessRole.Operator)), s_own);
        var last = _server.System.Events.Query(new() { Take = 1 }).Single();
        Assert.StartsWith("token:op@", last.Actor, StringComparison.Ordinal);
        Assert.Equal("POST /api/v1/direct-allocations", last.Command);
    }

    private (HttpMethod, string, string?)[] Acts() =>
    [
        (HttpMethod.Post, "/api/v1/direct-allocations", Body),
        (HttpMethod.Post, "/api/v1/tickets", """{ "Tag": ["x86"] }"""),
        (HttpMethod.Delete, $"/api/v1/allocations/{Row("legacy").ReservationId}", null),
        (HttpMethod.Delete, Removal(), null),
        (HttpMethod.Delete, "/api/v1/tickets/1", null),
    ];

    private Task<HttpResponseMessage> Take(params (string, string)[] headers) =>
        _server.Send(HttpMethod.Post, "/api/v1/direct-allocations", null, Body, headers);

    private string Removal() => $"/api/v1/services/VlanService/web?id={Row("web").LeaseId}";

    private Task<HttpResponseMessage> Remove(string path) =>
        _server.Send(HttpMethod.Delete, path, null, null, Cookie(_server.Token($"op{path.Length}", AccessRole.Operator)), s_own);

    private AllocationRecord Row(string name) => Rows(name).First();

    private int Held(string name) => Rows(name).Count();

    private IEnumerable<AllocationRecord> Rows(string name) =>
        _server.System.Ledger.Query(new() { LeaseName = name, State = AllocationState.Active });

    private static (string, string) Cookie(string token) => ("Cookie", $"{ITokenInCookie.Cookie}={token}");
}
