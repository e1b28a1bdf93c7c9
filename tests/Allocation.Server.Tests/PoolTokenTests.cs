using System.Net;
using System.Text.Json.Nodes;
using Allocation.Core.Access;
using Allocation.Core.Direct;
using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Allocation.Server.Tests;

/// <summary>A token that is limited to some pools sees and uses these and nothing of others. What holds a resource of its pools it sees by
/// name (<c>shared-web</c>), not what else that holds. All that must not be seen has the word
/// <c>hidden</c> in it.</summary>
public sealed class PoolTokenTests : IDisposable
{
    private const string Hidden = "hidden";

    private static readonly string[] s_open = ["/healthz", "/readyz", "/login"];

    private readonly RunningServer _server = new(new ServerSettings { AllowsCommands = true });
    private readonly string _token;
    private readonly string _reservation;
    private readonly long _ticket;

    public PoolTokenTests()
    {
        var system = _server.System;
        system.Pools.Create("mine-1", new PoolChange { From = 0, To = 100 });
        system.Pools.Create("hidden", new PoolChange { From = 0, To = 100 });
        system.Direct.TakeAll([new DirectRequest("mine-1", "own")]);
        _reservation = system.Direct.TakeAll([new DirectRequest("hidden", "hidden-name")]).Checked()[0].ReservationId;
        system.VlanServices.Create(new("mine-web") { NorthPool = "mine-1", SouthPool = "mine-1" });
        system.VlanServices.Create(new("shared-web") { NorthPool = "mine-1", SouthPool = "hidden" });
        foreach (var (pool, tag) in new[] { ("hidden-vm", "hidden-tag"), ("mine-vm", "mine-tag") })
        {
            system.ResourcePools.Create(pool, new ResourcePoolSettings
            {
                New = HookCommand.Shell($"echo {tag}"),
                Delete = HookCommand.Shell("true"),
                Tags = [new PoolTag(tag), new PoolTag("both")],
            });
        }

        system.Definitions.Register("""
            { "name": "Port", "attributes": { "name": "string", "pool": { "type": "string", "modifier": "rw" },
                "number": { "type": "int", "modifier": "r" } },
              "allocation": [ { "attribute": "number", "allocator": "number", "arguments": { "pool": { "path": "pool" } } } ] }
            """);
        _ticket = system.Tickets.Open(new TicketRequest { Tag = ["hidden-tag"] }).Id;
        _server.ManageUntil(() => system.Tickets.Get(_ticket).Ready, "the ticket has its resource");
        _token = _server.Tokens.Add("net", AccessRole.Admin, null, DateTimeOffset.UtcNow, pools: ["mine-*"]).Secret;
    }

    public void Dispose() => _server.Dispose();

    // Also of routes that will be added: nothing of another pool is in the answer of any.
    [Fact]
    public async Task No_route_that_reads_shows_anything_of_another_pool()
    {
        var parts = new Dictionary<string, string>
        {
            ["name"] = Hidden,
            ["reservationId"] = _reservation,
            ["definition"] = "VlanService",
            ["id"] = $"{_ticket}",
            ["pool"] = Hidden,
            ["resource"] = _server.System.Tickets.Get(_ticket).ResourceName!,
            ["host"] = _server.System.Tickets.Get(_ticket).ResourceName!,
            ["path"] = "hidden/host/allocation",
        };
        foreach (var route in _server.Routes.Where(r => RunningServer.MethodOf(r) == HttpMethod.Get).Where(IsClosed))
        {
            var pattern = route.RoutePattern.RawText!.Replace("{**", "{", StringComparison.Ordinal);
            var isNamed = pattern.Contains("{name}", StringComparison.Ordinal);
            string[] names = isNamed ? [Hidden, "shared-web", "hidden-name", "hidden-vm"] : [""];
            foreach (var name in names)
            {
                var path = route.RoutePattern.Parameters.Aggregate(pattern, (text, part) => text.Replace($"{{{part.Name}}}",
                    part.Name == "name" ? name : parts[part.Name], StringComparison.Ordinal));
                using var answer = await _server.Get(path, _token);
                if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest) continue;
                Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
                var body = pattern == "/live" ? await FirstState(answer) : Shown(await answer.Content.ReadAsStringAsync());
                Assert.False(body.Contains(Hidden, StringComparison.Ordinal), $"{path}: {body}");
            }
        }
    }

    [Fact]
    public async Task What_is_of_its_own_pools_is_listed()
    {
        Assert.Equal(["mine-1", "mine-vm"], await Names("/pools", "Name"));
        Assert.Equal(["mine-web"], await Names("/vlan-services", "Name"));
        Assert.Equal(["mine-web"], await Names("/services", "Name"));
        Assert.Equal(["mine-1"], (await Names("/allocations", "Pool")).Distinct());
        Assert.Equal(100, (await Names("/allocations/by-resource?pool=mine-1", "Pool")).Count);
        Assert.NotEmpty(await Names("/events?pool=mine-1", "Name"));

        // Pages have as many as were asked for, and none twice.
        using var page = await _server.Get("/api/v1/allocations?first=2", _token);
        Assert.Equal(2, JsonNode.Parse(await page.Content.ReadAsStringAsync())!.AsArray().Count);
        Assert.Contains("rel=\"next\"", page.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/pools/hidden", null)]
    [InlineData("GET", "/allocations?pool=hidden", null)]
    [InlineData("GET", "/allocations/by-resource?pool=hidden", null)]
    [InlineData("GET", "/events?pool=hidden", null)]
    [InlineData("GET", "/direct-allocations/hidden-name", null)]
    [InlineData("GET", "/vlan-services/shared-web", null)]
    [InlineData("GET", "/services/VlanService/shared-web", null)]
    [InlineData("GET", "/services/VlanService/shared-web/history", null)]
    [InlineData("POST", "/direct-allocations", """{ "Pool": "hidden", "Name": "x" }""")]
    [InlineData("PATCH", "/direct-allocations/hidden-name", """{ "Owner": "x" }""")]
    [InlineData("DELETE", "/direct-allocations/hidden-name", null)]
    [InlineData("DELETE", "/allocations/{reservation}", null)]
    [InlineData("POST", "/vlan-services", """{ "Name": "x", "NorthPool": "mine-1", "SouthPool": "hidden" }""")]
    [InlineData("POST", "/vlan-services", """{ "Name": "x", "Pool": "hidden", "SouthPool": "mine-1" }""")]
    [InlineData("PATCH", "/vlan-services/shared-web", """{ "Owner": "x" }""")]
    [InlineData("POST", "/vlan-services/shared-web/resume", null)]
    [InlineData("DELETE", "/vlan-services/shared-web", null)]
    [InlineData("PATCH", "/services/VlanService/shared-web", """{ "Owner": "x" }""")]
    [InlineData("DELETE", "/services/VlanService/shared-web", null)]
    [InlineData("POST", "/services/Port", """{ "Name": "x", "Attributes": { "pool": "hidden" } }""")]
    [InlineData("POST", "/tickets", """{ "Tag": ["hidden-tag"] }""")]
    [InlineData("POST", "/tickets", """{ "Tag": ["both"] }""")]
    [InlineData("GET", "/tickets/{ticket}", null)]
    [InlineData("GET", "/tickets/{ticket}?wait=1", null)]
    [InlineData("DELETE", "/tickets/{ticket}", null)]
    [InlineData("POST", "/pools", """{ "Name": "other-hidden", "From": 1, "To": 2 }""")]
    [InlineData("PATCH", "/pools/hidden", """{ "To": 200 }""")]
    [InlineData("DELETE", "/pools/hidden", null)]
    [InlineData("POST", "/resource-pools", """{ "Name": "other-hidden", "Settings": {} }""")]
    [InlineData("PATCH", "/resource-pools/hidden-vm", """{ "Paused": true }""")]
    [InlineData("POST", "/inventories", """{ "Name": "hidden", "File": "/a" }""")]
    [InlineData("PUT", "/inventories/hidden", """{ "File": "/a" }""")]
    [InlineData("DELETE", "/inventories/hidden", null)]
    public async Task Another_pool_is_refused_with_its_name_and_those_of_the_token(string method, string path, string? body)
    {
        path = path.Replace("{reservation}", _reservation, StringComparison.Ordinal)
            .Replace("{ticket}", $"{_ticket}", StringComparison.Ordinal);
        using var answer = await _server.Send(new(method), "/api/v1" + path, _token, body);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.True((HttpStatusCode.Forbidden, "PoolForbidden") == (answer.StatusCode, (string?)problem["id"]), $"{problem}");
        Assert.Contains(Hidden, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Contains("mine-*", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Empty(_server.System.Ledger.Query(new() { LeaseName = "x" }));
        Assert.Empty(_server.System.Services.Select(new(), new NamePattern("x*"), CancellationToken.None));
    }

    [Theory]
    [InlineData("POST", "/api/v1/definitions", """{ "name": "x" }""")]
    [InlineData("PUT", "/api/v1/definitions/Port", """{ "name": "Port" }""")]
    [InlineData("DELETE", "/api/v1/definitions/Port", null)]
    [InlineData("POST", "/api/v1/leaks/settle", null)]
    [InlineData("GET", "/api/v1/allocations/by-resource", null)]
    [InlineData("GET", "/metrics", null)]
    public async Task What_concerns_all_pools_needs_a_token_for_all(string method, string path, string? body)
    {
        using var answer = await _server.Send(new(method), path, _token, body);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("mine-*", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?search=mine")]
    [InlineData("/?search=hidden")]
    [InlineData("/?search=5")]
    public async Task The_page_shows_what_belongs_to_its_own_pools_and_nothing_else(string path)
    {
        using var answer = await _server.Get(path, _token);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Your token sees only the pools <bdi>mine-*</bdi>", page, StringComparison.Ordinal);
        page = Shown(page.Replace("value=\"hidden\"", "", StringComparison.Ordinal));
        Assert.DoesNotContain(Hidden, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<td data-label=\"Name\"><bdi>shared-web</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("legacy", page, StringComparison.Ordinal);
        if (path != "/") return;
        Assert.Contains("<td data-label=\"Name\"><bdi>mine-web</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("<td data-label=\"Name\"><bdi>own</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("<b>2</b>pools", page, StringComparison.Ordinal);

        // Of the two numbers of mine-web, the one of shared-web, and own.
        Assert.Contains("<b>4</b>held", page, StringComparison.Ordinal);
        Assert.Contains("<b>1</b>service<", page, StringComparison.Ordinal);
        Assert.Contains("<b>1</b>direct<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("</b>ticket", page, StringComparison.Ordinal);
    }

    // When others change something is not its business.
    [Fact]
    public async Task A_change_in_another_pool_changes_nothing_of_what_its_page_is_told()
    {
        var before = await State();
        _server.System.Direct.TakeAll([new DirectRequest("hidden", "hidden-more")]);
        _server.System.Tickets.Open(new TicketRequest { Tag = ["hidden-tag"], Owner = "hidden-owner" });
        Assert.Equal(before, await State());
        _server.System.Direct.TakeAll([new DirectRequest("mine-1", "more")]);
        Assert.NotEqual(before, await State());

        using var events = await _server.Get("/live", _token);
        using var lines = new StreamReader(await events.Content.ReadAsStreamAsync());
        await lines.ReadLineAsync();
        var told = await lines.ReadLineAsync();
        await lines.ReadLineAsync();
        var next = lines.ReadLineAsync();
        _server.System.Direct.TakeAll([new DirectRequest("hidden", "hidden-last")]);
        _server.System.Direct.TakeAll([new DirectRequest("mine-1", "last")]);
        Assert.Equal($"data: {await State()}", await next);
        Assert.NotEqual(told, await next);
    }

    [Fact]
    public async Task Its_own_pools_can_be_used()
    {
        await Ok(HttpMethod.Post, "/direct-allocations", """{ "Pool": "MINE-1", "Name": "x" }""", HttpStatusCode.Created);
        await Ok(HttpMethod.Delete, "/direct-allocations/x", null);
        await Ok(HttpMethod.Post, "/services/Port", """{ "Name": "x", "Attributes": { "pool": "mine-1" } }""", HttpStatusCode.Created);
        await Ok(HttpMethod.Delete, "/services/Port/x", null);
        var ticket = await Ok(HttpMethod.Post, "/tickets", """{ "Tag": ["mine-tag"] }""", HttpStatusCode.Created);
        Assert.Equal([$"{ticket["Id"]}"], await Names("/tickets", "Id"));
        await Ok(HttpMethod.Delete, $"/tickets/{ticket["Id"]}", null);
        await Ok(HttpMethod.Post, "/pools", """{ "Name": "mine-2", "From": 1, "To": 2 }""", HttpStatusCode.Created);
        await Ok(HttpMethod.Delete, "/pools/mine-2", null);
    }

    [Fact]
    public async Task Blazars_callers_see_their_own_pools_only()
    {
        using var all = await _server.Get("/v1/os-hosts/allocations", _token);
        var hosts = JsonNode.Parse(await all.Content.ReadAsStringAsync())!["allocations"]!.AsArray();
        Assert.All(hosts, host => Assert.StartsWith("mine-vm", (string)host!["resource_id"]!, StringComparison.Ordinal));
        using var other = await _server.Get("/pools/hidden/v1/os-hosts/allocations", _token);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        using var own = await _server.Get("/pools/mine-1/v1/os-hosts/allocations", _token);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Theory]
    [InlineData("takeTicket", "<array><data><value>hidden-tag</value></data></array>")]
    [InlineData("collectTicket", "<int>{ticket}</int>")]
    [InlineData("waitTicket", "<int>{ticket}</int>")]
    [InlineData("closeTicket", "<int>{ticket}</int>")]
    public async Task Resallocs_callers_use_their_own_pools_only(string call, string argument)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/RPC2") { Headers = { Authorization = new("Bearer", _token) } };
        request.Content = new StringContent($"<methodCall><methodName>{call}</methodName><params><param><value>" +
            argument.Replace("{ticket}", $"{_ticket}", StringComparison.Ordinal) + "</value></param></params></methodCall>");
        request.Content.Headers.ContentType = new("text/xml");
        using var answer = await _server.Client.SendAsync(request);
        Assert.Contains("PoolForbidden", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    // HTML and style sheets have that word too.
    private static string Shown(string text) => !text.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal) ? text
        : text.Split("<script>")[0].Split("</style>")[1].Replace(" hidden>", ">", StringComparison.Ordinal)
            .Replace("type=\"hidden\"", "", StringComparison.Ordinal);

    private static async Task<string> FirstState(HttpResponseMessage answer)
    {
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await lines.ReadLineAsync();
        return (await lines.ReadLineAsync())!;
    }

    private async Task<string> State()
    {
        using var answer = await _server.Get("/", _token);
        return (await answer.Content.ReadAsStringAsync()).Split("data-at=\"")[1].Split('"')[0];
    }

    private static bool IsClosed(RouteEndpoint route) => !s_open.Contains(route.RoutePattern.RawText)
        && route.Metadata.GetOrderedMetadata<IAuthorizeData>().Count > 0;

    private async Task<IReadOnlyList<string>> Names(string path, string property) =>
        [.. (await Ok(HttpMethod.Get, path, null)).AsArray().Select(row => $"{row![property]}")];

    private async Task<JsonNode> Ok(HttpMethod method, string path, string? body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await _server.Send(method, "/api/v1" + path, _token, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
