using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Access;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Results;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Events;
using Allocation.Core.Tickets;

namespace Allocation.Server.Tests;

public sealed class RestReadTests : IDisposable
{
    private readonly RunningServer _server = new(new ServerSettings { Anonymous = AccessRole.Reader });

    public void Dispose() => _server.Dispose();

    // One path for each route that reads, with what the command line writes for the same.
    private Dictionary<string, (string Path, Func<string> Expected)> Routes()
    {
        var system = _server.System;
        system.Inventories.Register("lab", InventoryKind.ByValue, new CommandInventorySettings("/no/such/program", []));
        var ticket = system.Tickets.Query(new TicketFilter { States = [TicketState.Open] }).Single();
        var line = system.Ledger.Query(new AllocationQuery()).First();
        var web = system.VlanServices.Find(new NamePattern("web")).Single();
        object[] pools = [.. system.AllPools.Find(new(null), PoolFilter.All).Numbers, .. system.ResourcePools.Find(new(null))];
        var instance = system.Services.Find(web.Id)!;
        return new()
        {
            ["/pools"] = ("/pools", () => All(pools)),
            ["/pools/{name}"] = ("/pools/odd%2F%252F%20%C3%A9", () => JsonText.Of<object>(system.Pools.Find(new("odd*"))[0])),
            ["/allocations"] = ("/allocations?state=all", () => All(system.Ledger.Query(new AllocationQuery()))),
            ["/allocations/by-resource"] = ("/allocations/by-resource?pool=vlan", () => All(system.Ledger.ByResource(new()
            {
                Pool = "vlan",
                State = AllocationState.Active
            }))),
            ["/allocations/{reservationId}"] = ($"/allocations/{line.ReservationId}", () => JsonText.Of(line)),
            ["/direct-allocations/{name}"] = ("/direct-allocations/LEGACY", () => All(system.Direct.Find(new("legacy"))[0].Lines)),
            ["/services"] = ("/services?definition=vlanservice", () => All([ServiceRow.Of(system, instance)])),
            ["/services/{definition}/{name}"] = ("/services/VlanService/web", () => JsonText.Of(ServiceRow.Of(system, instance))),
            ["/services/{definition}/{name}/history"] =
                ("/services/VlanService/shop/history", () => All(system.Services.History(system.Services.GetLast(
                    Core.Definitions.VlanServiceDefinition.Instance, "shop").Id))),
            ["/vlan-services"] = ("/vlan-services?owner=a*&tag=site", () => All([web])),
            ["/vlan-services/{name}"] = ("/vlan-services/WEB", () => JsonText.Of(web)),
            ["/definitions"] = ("/definitions", () => All(system.Definitions.Find(new(null)).Select(DefinitionRow.Of))),
            ["/definitions/{name}"] = ("/definitions/vlanservice", () => JsonText.Of(DefinitionRow.Of(
                system.Definitions.Get("VlanService")))),
            ["/tickets"] = ("/tickets", () => All([ticket])),
            ["/tickets/{id}"] = ($"/tickets/{ticket.Id}", () => JsonText.Of(ticket)),
            ["/resources"] = ("/resources?ended=true", () => "[]"),
            ["/resources/{resource}"] = ("/resources/vm_1", () => ""),
            ["/events"] = ("/events?kind=created", () => All(system.Events.Query(new EventQuery { Kind = EventKind.Created }))),
            ["/leaks"] = ("/leaks", () => "[]"),
            ["/inventories"] = ("/inventories", () => All(system.Inventories.Find(new(null)))),
            ["/inventories/{name}"] = ("/inventories/LAB", () => JsonText.Of(system.Inventories.Find(new("lab"))[0])),
            ["/store"] = ("/store", () => JsonText.Of(StoreInfo.Of(StoreUri.Default, default, system.Store))),
        };
    }

    private static string All<T>(IEnumerable<T> items) => $"[{string.Join(',', items.Select(JsonText.Of))}]";

    [Fact]
    public async Task Every_route_answers_with_the_objects_of_the_command_line()
    {
        var routes = Routes();
        var known = _server.Routes.Where(route => RunningServer.MethodOf(route) == HttpMethod.Get)
            .Select(route => route.RoutePattern.RawText!).Where(path => path.StartsWith("/api/v1/"))
            .Select(path => path["/api/v1".Length..]);
        Assert.Equal(known.Order(), routes.Keys.Order());
        foreach (var (route, (path, expected)) in routes)
        {
            if (route == "/resources/{resource}")
            {
                await Refused(path, HttpStatusCode.NotFound, "ResourceNotFound");
                continue;
            }

            using var answer = await _server.Client.GetAsync("/api/v1" + path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
            Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
            var (found, wanted) = (JsonNode.Parse(text), JsonNode.Parse(expected()));
            Assert.True(JsonNode.DeepEquals(wanted, found), $"{path}\n{wanted}\n{found}");
        }
    }

    [Theory]
    [InlineData("/pools?name=nothing", HttpStatusCode.NotFound, "PoolNotFound")]
    [InlineData("/pools/nothing", HttpStatusCode.NotFound, "PoolNotFound")]
    [InlineData("/pools/v*", HttpStatusCode.NotFound, "PoolNotFound")]
    [InlineData("/pools?minimumPercentUsed=101", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations?pol=vlan", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations?pool=", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations?pool=vlan&pool=tiny", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations?pool=nothing", HttpStatusCode.NotFound, "PoolNotFound")]
    [InlineData("/allocations?state=held", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations?from=05/04/2031", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations?from=2031-01-02&to=2031-01-01", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations?expired=yes", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations?first=0", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations?after=x", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations?after=WyJhIl0", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/allocations/nothing", HttpStatusCode.NotFound, "AllocationNotFound")]
    [InlineData("/services?definition=nothing", HttpStatusCode.NotFound, "DefinitionNotFound")]
    [InlineData("/services/VlanService/w*", HttpStatusCode.NotFound, "ServiceNotFound")]
    [InlineData("/vlan-services/w*", HttpStatusCode.NotFound, "ServiceNotFound")]
    [InlineData("/services/VlanService/shop", HttpStatusCode.NotFound, "ServiceNotFound")]
    [InlineData("/vlan-services?state=nothing", HttpStatusCode.BadRequest, "InvalidService")]
    [InlineData("/tickets/x", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/direct-allocations/nothing", HttpStatusCode.NotFound, "AllocationNotFound")]
    [InlineData("/direct-allocations/l*", HttpStatusCode.NotFound, "AllocationNotFound")]
    [InlineData("/tickets/1?wait=1", HttpStatusCode.Forbidden, "Forbidden")]
    [InlineData("/tickets/1?wait=301", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/tickets/99", HttpStatusCode.NotFound, "TicketNotFound")]
    [InlineData("/events?from=2031-01-02&to=2031-01-01", HttpStatusCode.BadRequest, "Usage")]
    [InlineData("/nothing", HttpStatusCode.NotFound, "RouteNotFound")]
    public Task What_cannot_be_answered_is_a_problem_with_its_id(string path, HttpStatusCode status, string id) =>
        Refused(path, status, id);

    [Fact]
    public async Task Another_method_is_refused_as_a_problem()
    {
        using var answer = await _server.Client.DeleteAsync("/api/v1/events");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("MethodNotAllowed", (await Problem(answer)).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("/allocations?state=all", 1)]
    [InlineData("/allocations?state=all", 2)]
    [InlineData("/allocations?pool=vlan", 100)]
    [InlineData("/allocations/by-resource?pool=vlan", 3)]
    [InlineData("/events?actor=*", 2)]
    public async Task Pages_have_every_result_once_in_order(string path, int size)
    {
        var whole = JsonNode.Parse(await _server.Client.GetStringAsync("/api/v1" + path))!.AsArray();
        Assert.NotEmpty(whole);
        var paged = new JsonArray();
        for (var next = $"/api/v1{path}&first={size}"; next is not null;)
        {
            using var answer = await _server.Client.GetAsync(next);
            var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray();
            Assert.InRange(page.Count, 1, size);
            foreach (var item in page) paged.Add(item!.DeepClone());
            next = answer.Headers.TryGetValues("Link", out var link) ? link.Single()[1..].Split('>')[0] : null;
        }

        Assert.True(JsonNode.DeepEquals(whole, paged), $"{whole}\n{paged}");
    }

    private async Task Refused(string path, HttpStatusCode status, string id)
    {
        using var answer = await _server.Client.GetAsync("/api/v1" + path);
        Assert.Equal(status, answer.StatusCode);
        var problem = await Problem(answer);
        Assert.Equal(id, problem.GetProperty("id").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal($"urn:allocation:error:{id}", problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    private static async Task<JsonElement> Problem(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
