using Allocation.Core;
using Allocation.Core.Direct;
using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Tickets;
using Allocation.Stores.Memory;

namespace Allocation.Server.Tests;

/// <summary>A server on the loopback interface in this process, over a store in memory that has something of everything.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly MemoryStore _store = new(StoreUri.Default);
    private readonly AllocationServer _server;

    public RunningServer(ServerSettings settings)
    {
        System = new AllocationSystem(_store);
        Fill(System);
        _server = new AllocationServer(settings with { Urls = ["http://127.0.0.1:0"] }, _store, null, new(StoreUri.Default, default));
        _server.StartAsync().GetAwaiter().GetResult();
        Client = new HttpClient { BaseAddress = _server.Addresses.Single() };
    }

    /// <summary>Calls it.</summary>
    public HttpClient Client { get; }

    /// <summary>The same store without the server.</summary>
    public AllocationSystem System { get; }

    /// <summary>Its routes.</summary>
    public IReadOnlyList<Microsoft.AspNetCore.Routing.RouteEndpoint> Routes => _server.Routes;

    public void Dispose()
    {
        Client.Dispose();
        _server.StopAsync().GetAwaiter().GetResult();
        _server.Dispose();
        System.Dispose();
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
