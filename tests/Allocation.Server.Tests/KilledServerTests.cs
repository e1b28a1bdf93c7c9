using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Allocation.Core;
using Allocation.Core.Access;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Server.Tests;

/// <summary>A server that is killed while many callers take and give back: what was reported is so, and who asks again under the same key
/// learns what became of his request.</summary>
[StartsFirst]
public sealed class KilledServerTests : IDisposable
{
    private const int Callers = 1_000;

    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly List<Process> _servers = [];
    private readonly string _url = $"http://127.0.0.1:{FreePort()}";
    private readonly string _token;
    private string _store = "";

    public KilledServerTests()
    {
        _token = new TokenFile(_folder.File("tokens.json")).Add("ci", AccessRole.Operator, null, DateTimeOffset.UtcNow).Secret;
    }

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server.Kill();
            server.WaitForExit();
            server.Dispose();
        }

        _folder.Dispose();
    }

    [Fact]
    public Task Nothing_that_was_reported_is_lost_and_nothing_is_given_twice_in_SQLite() =>
        KillAtWork($"sqlite:{_folder.File("store.db")}");

    [Fact]
    public async Task Nothing_that_was_reported_is_lost_and_nothing_is_given_twice_in_PostgreSQL()
    {
        var cluster = SharedPostgres.Cluster;
        await KillAtWork(cluster.StoreText("killed_server"));
        cluster.DropSchema("killed_server");
    }

    private async Task KillAtWork(string store)
    {
        _store = store;
        using (var system = Open()) system.Pools.Create("wide", new PoolChange { From = 0, To = 100_000 });
        var reported = new ConcurrentDictionary<string, string>();
        var given = new ConcurrentBag<string>();
        var unanswered = new ConcurrentBag<string>();
        using var client = new HttpClient { BaseAddress = new Uri(_url), Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new("Bearer", _token);

        var first = await Start(client);
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers)
            .Select(caller => Task.Run(() => Work(client, $"{caller}", reported, given, unanswered, stop.Token))).ToList();
        Until.True(() => reported.Count > Callers || callers.Exists(caller => caller.IsFaulted), "the callers are at work");
        await Task.WhenAll(callers.Where(caller => caller.IsFaulted));
        first.Kill();
        await first.WaitForExitAsync();
        await stop.CancelAsync();
        await Task.WhenAll(callers);

        // Each asks again for what it has, and for what it was told nothing of.
        await Start(client);
        foreach (var name in unanswered.Where(name => !reported.ContainsKey(name)))
            Assert.Equal(await Take(client, name), await Take(client, name));
        foreach (var (name, resource) in reported.Where(taken => !given.Contains(taken.Key)))
            Assert.Equal((name, resource), (name, await Take(client, name)));
        using (var system = Open())
        {
            var held = system.Ledger.Query(new AllocationQuery { Pool = "wide", State = AllocationState.Active }).ToList();
            Assert.Equal(held.Count, held.Select(line => line.ResourceId).Distinct().Count());
            Assert.DoesNotContain(held, line => given.Contains(line.LeaseName) && !unanswered.Contains(line.LeaseName));
            Assert.Equal([], reported.Where(taken => !given.Contains(taken.Key))
                .Where(taken => !held.Exists(line => line.LeaseName == taken.Key && line.ResourceId == taken.Value)));
        }
    }

    // Takes one after the other, and gives every third back.
    private static async Task Work(HttpClient client, string caller, ConcurrentDictionary<string, string> reported,
        ConcurrentBag<string> given, ConcurrentBag<string> unanswered, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var name = $"{caller}-{i}";
            try
            {
                reported[name] = await Take(client, name);
                if (i % 3 != 2) continue;
                given.Add(name);
                using var answer = await client.DeleteAsync($"/api/v1/direct-allocations/{name}", CancellationToken.None);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
            catch (HttpRequestException)
            {
                // The server is gone.
                unanswered.Add(name);
                return;
            }
        }
    }

    private static async Task<string> Take(HttpClient client, string name)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/direct-allocations")
            {
                Content = new StringContent($$"""{ "Pool": "wide", "Name": "{{name}}" }""", new MediaTypeHeaderValue("application/json")),
            };
            request.Headers.Add("Idempotency-Key", name);
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();

            // A store that is too busy: ask again.
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) continue;
            Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
            return (string)JsonNode.Parse(text)![0]!["ResourceId"]!;
        }
    }

    private async Task<Process> Start(HttpClient client)
    {
        var server = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "allocation-server.dll"), "--store", _store, "--urls", _url,
                "--tokens", _folder.File("tokens.json")])
        {
            RedirectStandardError = true,
        })!;
        _servers.Add(server);
        server.ErrorDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        while (true)
        {
            Assert.False(server.HasExited, "The server ended at once.");
            try
            {
                using var ready = await client.GetAsync("/readyz");
                if (ready.IsSuccessStatusCode) return server;
            }
            catch (HttpRequestException)
            {
                await Task.Yield();
            }
        }
    }

    private AllocationSystem Open() => new(new StoreProvider().Open(StoreUri.Parse(_store, _folder.Path)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
