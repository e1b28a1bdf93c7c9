using Allocation.Core.Access;
using Allocation.Generated;
using Allocation.Generated.Models;
using Allocation.Server.Tests;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace Allocation.Client.Tests;

/// <summary>A client that a tool made of the description of the server alone does what the server offers.</summary>
public sealed class GeneratedClientTests : IDisposable
{
    private readonly RunningServer _server = new();
    private readonly AllocationClient _client;

    public GeneratedClientTests() => _client = ClientOf(_server.Token("ci", AccessRole.Admin));

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task It_lists()
    {
        var pools = (await _client.Api.V1.Pools.GetAsync(asked => asked.QueryParameters.Name = "v*"))!;
        Assert.Equal(["vlan", "vm"], pools.Select(pool => pool.AllocationPool!.Name));
        var lines = (await _client.Api.V1.Allocations.GetAsync(asked => asked.QueryParameters.Pool = "vlan"))!;
        Assert.All(lines, line => Assert.Equal(AllocationRecord_State.Active, line.State));
        Assert.Contains(lines, line => line.LeaseName == "web" && line.Value is >= 100 and < 110 && line.EndDate is null);
        var web = (await _client.Api.V1.VlanServices["web"].GetAsync())!;
        Assert.Equal(("alice", "up"), (web.Owner, web.State));
    }

    [Fact]
    public async Task It_takes_and_gives_back()
    {
        var body = new TakeBody { Pool = "vlan", Name = "lab", Count = 2, Tag = ["a=b"], Lifetime = "01:00:00" };
        var taken = (await _client.Api.V1.DirectAllocations.PostAsync(body, asked => asked.Headers.Add("Idempotency-Key", "k")))!;
        Assert.Equal(2, taken.Count);
        Assert.NotNull(taken[0].EndDate);
        Assert.Equal(["a=b"], taken[0].Tag);
        var again = (await _client.Api.V1.DirectAllocations.PostAsync(body, asked => asked.Headers.Add("Idempotency-Key", "k")))!;
        Assert.Equal(taken.Select(line => line.ReservationId), again.Select(line => line.ReservationId));
        var given = (await _client.Api.V1.DirectAllocations["lab"].DeleteAsync())!;
        Assert.All(given, line => Assert.Equal(AllocationRecord_State.Released, line.State));
    }

    [Fact]
    public async Task It_makes_changes_and_removes_a_service()
    {
        var made = (await _client.Api.V1.VlanServices.PostAsync(new VlanServiceBody { Name = "shop", NorthVlanId = 109 }))!;
        Assert.Equal(109, made.NorthVlanId);
        var late = await Assert.ThrowsAsync<Problem>(() => _client.Api.V1.VlanServices["shop"].PatchAsync(new NotesBody { Owner = "eve" },
            asked => asked.Headers.Add("If-Match", "\"99\"")));
        Assert.Equal("VersionConflict", late.Id);
        Assert.Equal("bob", (await _client.Api.V1.VlanServices["shop"].PatchAsync(new NotesBody { Owner = "bob" }))!.Owner);
        await _client.Api.V1.VlanServices["shop"].DeleteAsync();
    }

    // Numbers of 64 bits, and names of enumerations.
    [Fact]
    public async Task It_makes_a_pool_of_any_size()
    {
        var made = (await _client.Api.V1.Pools.PostAsync(new PoolBody
        {
            Name = "wide",
            From = 0,
            To = 1L << 40,
            Strategy = PoolBody_Strategy.Random,
            WarnAt = 90,
        }))!;
        Assert.Equal((1L << 40, AllocationPool_Strategy.Random), (made.Size, made.Strategy));
    }

    [Fact]
    public async Task It_opens_a_ticket_and_waits()
    {
        var opened = (await _client.Api.V1.Tickets.PostAsync(new TicketBody { Tag = ["x86"] }))!;
        _server.LetMachinesStart();
        var ready = (await _client.Api.V1.Tickets[$"{opened.Id}"].GetAsync(asked => asked.QueryParameters.Wait = 300))!;
        Assert.StartsWith("192.0.2.1", ready.Data, StringComparison.Ordinal);
        Assert.Equal(ResourceTicket_State.Closed, (await _client.Api.V1.Tickets[$"{opened.Id}"].DeleteAsync())!.State);
    }

    [Fact]
    public async Task It_tells_errors_with_their_ids()
    {
        var taken = await Assert.ThrowsAsync<Problem>(() => _client.Api.V1.DirectAllocations.PostAsync(
            new TakeBody { Pool = "vlan", Name = "x", ResourceId = ["999"] }));
        Assert.Equal((400, "ValueOutOfRange"), (taken.Status, taken.Id));
        Assert.Contains("999", taken.Message, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<Problem>(() => _client.Api.V1.Pools["nowhere"].GetAsync());
        Assert.Equal(("PoolNotFound", "nowhere"), (missing.Id, missing.Target));
        var denied = await Assert.ThrowsAsync<Problem>(() => ClientOf("wrong").Api.V1.Pools.GetAsync());
        Assert.Equal("Unauthorized", denied.Id);
    }

    private AllocationClient ClientOf(string secret) => new(new HttpClientRequestAdapter(new Bearer(secret), httpClient: _server.Client)
    {
        BaseUrl = _server.Client.BaseAddress!.ToString().TrimEnd('/'),
    });

    private sealed class Bearer(string secret) : IAuthenticationProvider
    {
        public Task AuthenticateRequestAsync(RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null,
            CancellationToken cancellationToken = default)
        {
            request.Headers.Add("Authorization", $"Bearer {secret}");
            return Task.CompletedTask;
        }
    }
}
