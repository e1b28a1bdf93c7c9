using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Allocation.Core;
using Allocation.Core.Access;
using Allocation.Core.Direct;
using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Tickets;
using Allocation.Stores;
using Allocation.Stores.Memory;
using Microsoft.AspNetCore.Routing;

namespace Allocation.Server.Tests;

/// <summary>A server on the loopback interface in this process, over a store in memory that has something of everything.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly MemoryStore _store = new(StoreUri.Default);
    private readonly AllocationServer _server;

    private readonly TemporaryFolder _folder = new();

    private readonly HttpClientHandler _certificates = new() { AllowAutoRedirect = false, UseCookies = false };

    public RunningServer(ServerSettings? settings = null, TimeProvider? clock = null)
    {
        Tokens = new TokenFile(_folder.File("tokens.json"));
        System = new AllocationSystem(_store);
        Fill(System);
        var scheme = settings?.Certificate is null ? "http" : "https";
        var own = (settings ?? new()) with { Urls = [$"{scheme}://127.0.0.1:0"], Tokens = Tokens.Path };
        _server = new AllocationServer(own, _store, new StoreProvider(), new(StoreUri.Default, default), clock);
        _server.StartAsync().GetAwaiter().GetResult();
        _certificates.ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
        {
            Certificate = certificate?.Thumbprint;
            return true;
        };
        Client = new HttpClient(_certificates) { BaseAddress = _server.Addresses.Single() };
    }

    /// <summary>Calls it.</summary>
    public HttpClient Client { get; }

    /// <summary>The same store without the server.</summary>
    public AllocationSystem System { get; }

    /// <summary>The certificate that it showed last.</summary>
    public string? Certificate { get; private set; }

    /// <summary>What it counts.</summary>
    public ServedStore Served => _server.Served;

    /// <summary>Its tokens.</summary>
    public TokenFile Tokens { get; }

    /// <summary>Its routes.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => _server.Routes;

    /// <summary>Makes a token.</summary>
    /// <returns>Its secret.</returns>
    public string Token(string name, AccessRole role) => Tokens.Add(name, role, null, DateTimeOffset.UtcNow).Secret;

    /// <summary>Calls it with a token.</summary>
    public async Task<HttpResponseMessage> Get(string path, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Calls it with a token and a body.</summary>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? token, string? body,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);

        // The events of the page never end.
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Calls a path of REST, which must answer so.</summary>
    /// <returns>The answer.</returns>
    public async Task<JsonNode> Ok(HttpMethod method, string path, string token, string? body, HttpStatusCode status,
        params (string Name, string Value)[] headers)
    {
        using var answer = await Send(method, "/api/v1" + path, token, body, headers);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Calls a path of REST, which must be refused so.</summary>
    public async Task Refused(HttpMethod method, string path, string token, string? body, HttpStatusCode status, string id,
        params (string Name, string Value)[] headers)
    {
        var problem = await Ok(method, path, token, body, status, headers);
        Assert.True(id == (string)problem["id"]!, $"{problem}");
    }

    /// <summary>The method of a route.</summary>
    public static HttpMethod MethodOf(RouteEndpoint route) => new(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);

    /// <summary>Keeps the resource pools going until something is so.</summary>
    public void ManageUntil(Func<bool> condition, string what) => Until.True(
        () =>
        {
            System.Manager.Once();
            return condition();
        },
        what);

    /// <summary>Has the pool of machines make some, which print an address.</summary>
    public void LetMachinesStart() => System.ResourcePools.Change("vm",
        settings => settings with { New = HookCommand.Shell("echo 192.0.2.1"), MaxStarting = 2 });

    /// <summary>Stops it.</summary>
    public Task Stop() => _server.StopAsync();

    public void Dispose()
    {
        Client.Dispose();
        _server.StopAsync().GetAwaiter().GetResult();
        _server.Dispose();
        System.Dispose();
        _folder.Dispose();
    }

    private static void Fill(AllocationSystem system)
    {
        system.Pools.Create("vlan", new PoolChange { From = 100, To = 110 });
        system.Pools.Create("odd/%2F é", new PoolChange { From = 0, To = 4 });
        system.VlanServices.Create(new("web") { Notes = new NoteSet { Owner = "alice", Tags = ["site=berlin"] } });
        system.VlanServices.Create(new("shop"));
        system.VlanServices.Remove(system.VlanServices.Find(new NamePattern("shop")).Single().Id);
        system.Direct.TakeAll([new DirectRequest("vlan", "legacy") { Count = 3 }]);
        system.ResourcePools.Create("vm", new ResourcePoolSettings
        {
            New = HookCommand.Shell("false"),
            Delete = HookCommand.Shell("true"),
            Max = 2,
            Tags = [new PoolTag("x86")],
        });
        system.Tickets.Open(new TicketRequest { Tag = ["x86"] });
        system.Tickets.Close(system.Tickets.Open(new TicketRequest { Tag = ["x86"] }).Id);
    }
}
