using System.Collections.Concurrent;
using System.Diagnostics;
using Allocation.Core;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Probes;
using Npgsql;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>The server itself dies under load. Clients notice nothing but a pause: each claim that was made is there, once.</summary>
[StartsFirst]
public sealed class ServerCrashTests : IDisposable
{
    private const int Clients = 4;

    private readonly PostgresCluster _cluster;
    private readonly ConcurrentDictionary<string, VlanService> _made = [];
    private readonly ConcurrentDictionary<string, bool> _removed = [];
    private readonly ConcurrentBag<Exception> _errors = [];
    private readonly Random _random;
    private int _steps;

    public ServerCrashTests()
    {
        SharedPostgres.SkipUnlessInstalled();
        // With durability: only there a commit lasts long enough to be cut in the middle.
        _cluster = new("-c fsync=on");
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        _random = new(seed);
    }

    [Fact]
    public void Backends_killed_under_load_lose_and_double_nothing() => UnderLoad(times: 15, () =>
    {
        // The server takes such a death for a crash: it ends all connections and recovers.
        var backends = Backends();
        if (backends.Count == 0) return;
        using var backend = Process.GetProcessById(backends[_random.Next(backends.Count)]);
        backend.Kill();
    });

    [Fact]
    public void Immediate_restarts_under_load_lose_and_double_nothing() => UnderLoad(times: 8, _cluster.Restart);

    [Fact]
    public void Backends_ended_by_an_administrator_under_load_lose_and_double_nothing() => UnderLoad(times: 30, () =>
        Ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'allocation'"));

    public void Dispose() => _cluster.Dispose();

    private void UnderLoad(int times, Action disturb)
    {
        var uri = StoreUri.Parse(_cluster.StoreText("crash"), "/");
        using var system = new AllocationSystem(new RetryingStore(PostgresStore.Open(uri), HangLimit.Time));
        foreach (var pool in new[] { "a", "b" }) system.Pools.Create(pool, new PoolChange { From = 0, To = 4094 });
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(i => new Thread(() => Work(system, i, stop.Token))).ToList();
        clients.ForEach(c => c.Start());
        for (var i = 0; i < times && _errors.IsEmpty; i++)
        {
            // So that each disturbance meets work, however slow the machine is.
            var reached = Volatile.Read(ref _steps) + 5 + _random.Next(20);
            SpinWait.SpinUntil(() => Volatile.Read(ref _steps) >= reached || !_errors.IsEmpty);
            disturb();
        }

        stop.Cancel();
        clients.ForEach(c => c.Join());

        Assert.Empty(_errors);
        LedgerCheck.Check(system.Store, Report.Of([]));
        var there = system.VlanServices.Find(new NamePattern(null)).ToDictionary(s => s.Name);
        Assert.Equal(_made.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value),
            there.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value));
        Assert.NotEmpty(_removed);
    }

    private void Work(AllocationSystem system, int client, CancellationToken stop)
    {
        var random = new Random(client);
        var pool = client % 2 == 0 ? "a" : "b";
        var alive = new List<VlanService>();
        try
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                if (alive.Count > 5 && random.Next(2) == 0)
                {
                    var service = alive[0];
                    alive.RemoveAt(0);
                    system.VlanServices.Remove(service.Id);
                    _made.TryRemove(service.Name, out _);
                    _removed.TryAdd(service.Name, true);
                }
                else
                {
                    var service =
                        system.VlanServices.Create(new VlanServiceRequest($"{client}-{i}") { NorthPool = pool, SouthPool = pool }).Service;
                    alive.Add(service);
                    Assert.True(_made.TryAdd(service.Name, service));
                }

                Interlocked.Increment(ref _steps);
            }
        }
        catch (Exception error)
        {
            _errors.Add(error);
        }
    }

    private List<int> Backends()
    {
        try
        {
            return [.. Ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'allocation'")];
        }
        catch (NpgsqlException)
        {
            // It still recovers from the time before.
            return [];
        }
    }

    private List<int> Ask(string sql)
    {
        using var connection = new NpgsqlConnection($"Host={_cluster.Socket};Username=allocation;Database=postgres;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var numbers = new List<int>();
        while (reader.Read()) numbers.Add(Convert.ToInt32(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture));
        return numbers;
    }
}
