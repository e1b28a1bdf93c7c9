using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Storage;

/// <summary>
/// A store whose work is run again when another process was faster, or when the store was out of reach for a moment: the one
/// place that retries. Waits between tries grow from 1 ms to 200 ms, each drawn at random from the upper half of its
/// length, so that contenders spread.
/// </summary>
/// <param name="inner">The store below; disposed with this one.</param>
/// <param name="patience">For how long work is retried before its last error is reported.</param>
/// <param name="ending">Cancelled when the user of the store is asked to end. Work without its own token then waits and tries again for
/// less than a second.</param>
internal sealed class RetryingStore(IAllocationStore inner, TimeSpan patience, CancellationToken ending = default) : IAllocationStore
{
    private readonly TimeToEnd _end = new(ending);

    /// <summary>For how long conflicts are retried by default.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Opens a store, which is tried again in the same way while it is out of reach for a moment: a server that restarts, or whose
    /// place another one takes.</summary>
    /// <param name="open">Opens the store below.</param>
    /// <param name="patience">For how long opening it is retried; then for how long work is.</param>
    /// <param name="cancellation">Ends the opening; then the user of the store is asked to end.</param>
    public static RetryingStore Open(Func<IAllocationStore> open, TimeSpan patience, CancellationToken cancellation = default) =>
        OpenIfExists(open, patience, cancellation)!;

    /// <summary>As <see cref="Open"/>; null when there is none.</summary>
    /// <param name="open">Opens the store below, or says with null that there is none.</param>
    /// <param name="patience">For how long opening it is retried; then for how long work is.</param>
    /// <param name="cancellation">Ends the opening; then the user of the store is asked to end.</param>
    public static RetryingStore? OpenIfExists(Func<IAllocationStore?> open, TimeSpan patience, CancellationToken cancellation = default)
    {
        var opened = Retry(open, patience, (failures, error) =>
        {
            cancellation.WaitHandle.WaitOne(Pause(failures, error));
            cancellation.ThrowIfCancellationRequested();
        });
        return opened is null ? null : new RetryingStore(opened, patience, cancellation);
    }

    /// <summary>Whether an error can be over a moment later, so that the same work is worth another try.</summary>
    public static bool IsPassing(AllocationException error) =>
        error is StoreConflictException or StoreUnavailableException { IsPassing: true };

    /// <inheritdoc/>
    public StoreUri Uri => inner.Uri;

    /// <inheritdoc/>
    public int Schema => inner.Schema;

    /// <inheritdoc/>
    public TimeProvider Clock => inner.Clock;

    /// <inheritdoc/>
    public string? Engine => inner.Engine;

    /// <inheritdoc/>
    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) =>
        Retry(token => inner.Run(work, token), cancellation);

    /// <inheritdoc/>
    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) =>
        Retry(token => inner.Read(query, token), cancellation);

    /// <inheritdoc/>
    public T ReadLasting<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) =>
        Retry(token => inner.ReadLasting(query, token), cancellation);

    /// <inheritdoc/>
    public IQueueWatch? WatchQueue() => inner.WatchQueue();

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private T Retry<T>(Func<CancellationToken, T> attempt, CancellationToken cancellation)
    {
        using var limit = _end.Begin(cancellation);
        return Retry(() => Once(attempt, limit), patience, (failures, error) => Wait(failures, error, limit));
    }

    private T Once<T>(Func<CancellationToken, T> attempt, TimeToEnd.Limit limit)
    {
        try
        {
            return attempt(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            throw GaveUp(limit, null);
        }
        finally
        {
            StoreTrace.Current?.Over?.Invoke();
        }
    }

    // The one loop. The wait may end it.
    private static T Retry<T>(Func<T> attempt, TimeSpan patience, Action<int, AllocationException> wait)
    {
        var started = Environment.TickCount64;
        for (var failures = 0; ; failures++)
        {
            try
            {
                return attempt();
            }
            catch (AllocationException error) when (IsPassing(error) && Environment.TickCount64 - started < patience.TotalMilliseconds)
            {
                wait(failures, error);
            }
        }
    }

    private void Wait(int attempt, AllocationException error, TimeToEnd.Limit limit)
    {
        limit.Token.WaitHandle.WaitOne(Pause(attempt, error));
        if (limit.IsOver) throw GaveUp(limit, error);
        limit.Token.ThrowIfCancellationRequested();
    }

    private static int Pause(int attempt, AllocationException error)
    {
        var ceiling = Math.Min(200, 1 << Math.Min(attempt, 8));
        var milliseconds = Random.Shared.Next((ceiling + 1) / 2, ceiling + 1);
        StoreTrace.Current?.Retry?.Invoke($"Retrying in {milliseconds} ms (retry {attempt + 1}): {error.Message}");
        return milliseconds;
    }

    private StoreUnavailableException GaveUp(TimeToEnd.Limit limit, AllocationException? error)
    {
        limit.GiveUp();
        var why = error is null ? "" : $" ({error.Message})";
        return new(inner.Uri.ToString(),
            $"it did not answer in the time that was left to end; the next command or manager settles what is open{why}", error)
        {
            IsPassing = true,
        };
    }
}
