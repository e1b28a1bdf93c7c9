using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core;
using Allocation.Core.Access;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;

namespace Allocation.Server.Tests;

/// <summary>OpenStack Blazar's resource allocation API, as its own clients and tests see it.</summary>
public sealed class BlazarTests : IDisposable
{
    private readonly RunningServer _server = new();
    private readonly string _token;

    public BlazarTests() => _token = _server.Token("blazar", AccessRole.Reader);

    private AllocationSystem System => _server.System;

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("/v1/os-hosts/allocations")]
    [InlineData("/v1/os-hosts/allocations.json")]
    [InlineData("/v1/os-hosts/allocations?foo=1&limit=x")]
    [InlineData("/v1/os-hosts/allocations?lease_id=&terminated=")]
    [InlineData("/pools/VM/v1/os-hosts/allocations")]
    public async Task The_list_has_every_living_host_with_what_holds_it(string path)
    {
        var (used, unused, ticket) = Machines();
        var list = await Get(path);
        Assert.Equal(["allocations"], list.AsObject().Select(part => part.Key));
        var hosts = list["allocations"]!.AsArray()
            .ToDictionary(host => (string)host!["resource_id"]!, host => host!["reservations"]!.AsArray());
        Assert.Equal(new[] { unused, used }.Order(), hosts.Keys.Order());
        Assert.Empty(hosts[unused]);
        var reservation = Assert.Single(hosts[used])!.AsObject();
        Assert.Equal(["id", "lease_id", "start_date", "end_date"], reservation.Select(part => part.Key));
        Assert.Equal($"{ticket.Id}", (string)reservation["lease_id"]!);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$", (string)reservation["start_date"]!);
    }

    // Filters narrow the reservations of a host, never the hosts, and reach what is over.
    [Fact]
    public async Task Filters_narrow_the_reservations_and_reach_what_is_over()
    {
        var (used, unused, ticket) = Machines();
        var line = System.Ledger.Query(new AllocationQuery { LeaseId = $"{ticket.Id}" }).Single();
        System.Tickets.Close(ticket.Id);
        Assert.Equal((0, 2), await Count("/v1/os-hosts/allocations"));
        Assert.Equal((1, 2), await Count($"/v1/os-hosts/allocations?lease_id={ticket.Id}"));
        Assert.Equal((1, 2), await Count($"/v1/os-hosts/allocations?reservation_id={line.ReservationId}"));
        Assert.Equal((0, 2), await Count($"/v1/os-hosts/allocations?reservation_id={line.ReservationId}&lease_id=other"));
        Assert.Equal((0, 2), await Count("/v1/os-hosts/allocations?lease_id=not-a-uuid"));
        Assert.Equal((1, 2), await Count($"/v1/os-hosts/allocations?lease_id={ticket.Id}&lease_id=other"));
        Assert.Equal((1, 2), await Count("/v1/os-hosts/allocations?terminated=true"));
        Assert.Equal((0, 2), await Count($"/v1/os-hosts/allocations?terminated=False&lease_id={ticket.Id}"));
        Assert.Single((await Get($"/v1/os-hosts/{used}/allocation?lease_id={ticket.Id}"))["allocation"]!["reservations"]!.AsArray());
        Assert.Empty((await Get($"/v1/os-hosts/{unused}/allocation?lease_id={ticket.Id}"))["allocation"]!["reservations"]!.AsArray());
    }

    [Fact]
    public async Task One_host_is_found_by_its_name_and_by_its_id()
    {
        var (used, _, _) = Machines();
        var byName = await Get($"/v1/os-hosts/{used}/allocation");
        Assert.Equal(["allocation"], byName.AsObject().Select(part => part.Key));
        Assert.Equal(used, (string)byName["allocation"]!["resource_id"]!);
        Assert.Single(byName["allocation"]!["reservations"]!.AsArray());
        var id = System.Resources.Get(used).Id;
        Assert.True(JsonNode.DeepEquals(byName, await Get($"/v1/os-hosts/{id}/allocation.json")));
        Assert.True(JsonNode.DeepEquals(byName, await Get($"/pools/vm/v1/os-hosts/{id}/allocation")));
    }

    [Fact]
    public async Task The_client_finds_the_id_of_a_host_by_its_name()
    {
        var (used, unused, _) = Machines();
        var hosts = (await Get("/v1/os-hosts"))["hosts"]!.AsArray();
        Assert.Equal(new[] { unused, used }.Order(), hosts.Select(host => (string)host!["hypervisor_hostname"]!).Order());
        Assert.All(hosts, host => Assert.Equal((string)host!["hypervisor_hostname"]!, (string)host["id"]!));
    }

    [Fact]
    public async Task A_pool_of_numbers_is_a_list_of_hosts_of_its_own()
    {
        Assert.Equal((5, 10), await Count("/pools/vlan/v1/os-hosts/allocations"));
        Assert.Equal((0, 10), await Count("/pools/vlan/v1/os-hosts/allocations?lease_id=x"));
        Assert.Equal((0, 4), await Count("/pools/odd%2F%252F%20%C3%A9/v1/os-hosts/allocations"));
        var one = (await Get("/pools/vlan/v1/os-hosts/100/allocation"))["allocation"]!;
        Assert.Equal("100", (string)one["resource_id"]!);
        Assert.Null(Assert.Single(one["reservations"]!.AsArray())!["end_date"]);
        Assert.Empty((await Get("/pools/vlan/v1/os-hosts/109/allocation"))["allocation"]!["reservations"]!.AsArray());
    }

    // The client of Blazar sends the slash of a subnet as it is.
    [Theory]
    [InlineData("/pools/nets/v1/os-hosts/10.30.0.4/30/allocation", "10.30.0.4/30")]
    [InlineData("/pools/nets/v1/os-hosts/10.30.0.4/30/allocation.json?lease_id=x", "10.30.0.4/30")]
    [InlineData("/pools/nets/v1/os-hosts/10.30.0.4%2F30/allocation", "10.30.0.4/30")]
    [InlineData("/pools/odd%2F2%252F/v1/os-hosts/a/%252F/3/allocation", "a/%2F/3")]
    [InlineData("/pools/odd%2F2%252F/v1/os-hosts/a%2F%252F/3/allocation", "a/%2F/3")]
    public async Task A_host_whose_name_has_slashes_is_found(string path, string host)
    {
        System.Pools.Create("nets", new PoolChange { Notation = PoolNotation.Parse("subnet 10.30.0.0/28 30") });
        System.Pools.Create("odd/2%2F", new PoolChange { Notation = PoolNotation.Parse("text a/%2F/{0:0}") });
        var one = (await Get(path))["allocation"]!;
        Assert.Equal(host, (string)one["resource_id"]!);
        Assert.Empty(one["reservations"]!.AsArray());
    }

    [Theory]
    [InlineData("/v1/os-hosts/nothing/allocation", 404)]
    [InlineData("/v1/os-hosts/no/thing/allocation", 404)]
    [InlineData("/v1/os-hosts/nothing", 404)]
    [InlineData("/pools/vlan/v1/os-hosts/100/allocations", 404)]
    [InlineData("/pools/vlan/v1/os-hosts/200/allocation", 404)]
    [InlineData("/pools/vlan/v1/os-hosts/100-101/allocation", 404)]
    [InlineData("/pools/nothing/v1/os-hosts/allocations", 404)]
    [InlineData("/pools/nothing/v1/os-hosts/1/allocation", 404)]
    [InlineData("/v1/os-hosts/allocations?terminated=maybe", 400)]
    public async Task What_cannot_be_answered_has_the_body_of_Blazar(string path, int status)
    {
        using var answer = await _server.Get(path, _token);
        await AssertError(answer, status);
    }

    [Fact]
    public async Task An_unknown_host_is_named_as_Blazar_does()
    {
        using var answer = await _server.Get("/v1/os-hosts/x%2Fy/allocation", _token);
        var error = await AssertError(answer, 404);
        Assert.Equal("Object with {'host_id': 'x/y'} not found", error.GetProperty("error_message").GetString());
        Assert.Equal(404, error.GetProperty("error_name").GetInt32());
    }

    [Fact]
    public async Task Who_has_no_token_is_refused_with_the_body_of_Blazar()
    {
        using var none = await _server.Get("/v1/os-hosts/allocations", null);
        await AssertError(none, 401);
        using var wrong = await _server.Get("/v1/os-hosts/allocations", null, ("X-Auth-Token", "x"));
        await AssertError(wrong, 401);
    }

    [Theory]
    [InlineData("reservation 1.0", 200, "1.0")]
    [InlineData("reservation latest", 200, "1.0")]
    [InlineData("compute 2.1", 200, "1.0")]
    [InlineData("compute 2.1, reservation 1.0", 200, "1.0")]
    [InlineData("reservation 1.1", 406, null)]
    [InlineData("reservation 2.0", 406, null)]
    [InlineData("reservation 1.a", 400, null)]
    public async Task The_version_is_negotiated_as_Blazar_does(string asked, int status, string? version)
    {
        using var answer = await _server.Get("/v1/os-hosts/allocations", _token, ("OpenStack-API-Version", asked));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith("req-", answer.Headers.GetValues("X-Openstack-Request-Id").Single());
        Assert.Equal(["OpenStack-API-Version"], answer.Headers.Vary);
        Assert.Equal(version is null ? [] : [$"reservation {version}"],
            answer.Headers.TryGetValues("OpenStack-API-Version", out var said) ? said : []);
        if (status == 200) return;
        var error = await AssertError(answer, status);
        Assert.Equal(status == 406 ? "NOT_ACCEPTABLE" : "BAD_REQUEST", error.GetProperty("error_name").GetString());
    }

    [Theory]
    [InlineData("/v1/os-hosts/allocations", "text/html", 400)]
    [InlineData("/v1/os-hosts/allocations.json", "text/html", 200)]
    [InlineData("/v1/os-hosts/allocations", "text/html, application/*;q=0.1", 200)]
    [InlineData("/v1/os-hosts/allocations", "application/json;q=0", 400)]
    [InlineData("/v1/os-hosts/allocations", "*/*", 200)]
    public async Task Only_JSON_is_offered(string path, string accepted, int status)
    {
        using var answer = await _server.Get(path, _token, ("Accept", accepted));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static async Task<JsonElement> AssertError(HttpResponseMessage answer, int status)
    {
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(answer.Headers.GetValues("X-Openstack-Request-Id"));
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(["error_code", "error_message", "error_name"], error.EnumerateObject().Select(part => part.Name));
        Assert.Equal(status, error.GetProperty("error_code").GetInt32());
        return error;
    }

    private async Task<(int Reservations, int Hosts)> Count(string path)
    {
        var hosts = (await Get(path))["allocations"]!.AsArray();
        return (hosts.Sum(host => host!["reservations"]!.AsArray().Count), hosts.Count);
    }

    private async Task<JsonNode> Get(string path)
    {
        using var answer = await _server.Get(path, null, ("X-Auth-Token", _token));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    // Two machines, one of them held by the ticket that waits in the store of every server.
    private (string Used, string Unused, ResourceTicket Ticket) Machines()
    {
        _server.LetMachinesStart();
        List<PoolResource> machines = [];
        _server.ManageUntil(
            () => (machines = [.. System.Resources.Query(new ResourceFilter { States = [ResourceState.Up] })]).Count == 2,
            "both machines are up");
        var used = machines.Single(machine => machine.TicketId is not null);
        return (used.Name, machines.Single(machine => machine != used).Name, System.Tickets.Get(used.TicketId!.Value));
    }
}
