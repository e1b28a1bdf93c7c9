using System.Collections.Concurrent;
using Allocation.Core;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Json;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Json;

/// <summary>Several stores on one document, as several processes have them.</summary>
public sealed class JsonConcurrencyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly StoreUri _uri;

    public JsonConcurrencyTests() => _uri = StoreUri.Parse("json:store.json", _folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Eight_threads_over_two_stores_of_one_file_lose_and_double_nothing()
    {
        const int Threads = 8;
        const int Each = 25;
        using (var store = new AllocationSystem(JsonStore.Open(_uri))) store.Pools.Create("vlan", new() { From = 0, To = 1000 });
        using var one = new AllocationSystem(new StoreProvider().Open(_uri));
        using var other = new AllocationSystem(new StoreProvider().Open(_uri));
        var failures = new ConcurrentBag<Exception>();
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            try
            {
                for (var i = 0; i < Each; i++) (t % 2 == 0 ? one : other).VlanServices.Create(new($"t{t}-{i}"));
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Empty(failures);
        using var after = JsonStore.Open(_uri);
        var held = after.Read(s => s.Allocations.Query(new() { State = Core.Ledger.AllocationState.Active })
            .Select(a => (int)a.Value!).ToList());
        Assert.Equal(Enumerable.Range(0, 2 * Threads * Each), held.Order());
    }

    [Fact]
    public void One_who_writes_without_a_break_lets_others_in()
    {
        // Unless whoever has written goes behind those who wait, it is hundreds of times between two looks of another.
        const int Overtaken = 50;
        var (written, done) = (0L, false);
        using var restless = JsonStore.Open(_uri);
        using var other = JsonStore.Open(_uri);
        var thread = new Thread(() =>
        {
            for (; !Volatile.Read(ref done); Interlocked.Increment(ref written)) Toggle(restless, "restless");
        });
        thread.Start();
        var gaps = new List<long>();
        try
        {
            for (var i = 0; i < 20; i++)
            {
                var before = Interlocked.Read(ref written);
                SpinWait.SpinUntil(() => Interlocked.Read(ref written) > before + 2);
                before = Interlocked.Read(ref written);
                Toggle(other, "other");
                gaps.Add(Interlocked.Read(ref written) - before);
            }
        }
        finally
        {
            Volatile.Write(ref done, true);
            thread.Join();
        }

        Assert.InRange(gaps.Average(), 0, Overtaken);
    }

    private static void Toggle(JsonStore store, string pool) => store.Run(s =>
    {
        if (!s.Pools.Remove(pool)) s.Pools.Add(Rows.Pool(pool));
    });
}
