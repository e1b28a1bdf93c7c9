using System.Collections.Concurrent;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Testing.Stores;

/// <summary>A store that tells of changes when a test says so, and counts how often it is read.</summary>
public sealed class WatchedStore(IAllocationStore inner) : IAllocationStore
{
    private readonly BlockingCollection<Func<long?>> _told = [];
    private readonly SemaphoreSlim _waits = new(0);
    private int _reads;
    private int _watches;

    public int Reads => _reads;

    public int Watches => _watches;

    public StoreUri Uri => inner.Uri;

    public int Schema => inner.Schema;

    /// <summary>The answer to whoever waits, or comes to wait next.</summary>
    public void Tell(Func<long?> news) => _told.Add(news);

    /// <summary>Waits until somebody waits for news once more.</summary>
    public void AwaitWaiter() => Assert.True(_waits.Wait(HangLimit.Time), "Nobody waits for news.");

    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) => inner.Run(work, cancellation);

    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _reads);
        return inner.Read(query, cancellation);
    }

    public IQueueWatch? WatchQueue()
    {
        Interlocked.Increment(ref _watches);
        return new Watch(this);
    }

    public void Dispose() => inner.Dispose();

    private sealed class Watch(WatchedStore store) : IQueueWatch
    {
        public long? Next(TimeSpan patience)
        {
            store._waits.Release();
            return store._told.Take()();
        }

        public void Dispose()
        {
        }
    }
}
