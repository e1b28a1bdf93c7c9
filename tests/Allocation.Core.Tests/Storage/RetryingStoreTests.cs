using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Tests.Storage;

public sealed class RetryingStoreTests
{
    [Fact]
    public void Work_that_meets_conflicts_runs_again_until_it_gets_through()
    {
        using var inner = new FailingStore(attempt => attempt <= 3 ? new StoreConflictException("here", "somebody was faster") : null);
        using var store = new RetryingStore(inner, HangLimit.Time);

        Assert.Equal("done", store.Run(_ => "done", CancellationToken.None));

        Assert.Equal(4, inner.Attempts);
    }

    [Fact]
    public void Any_other_error_passes_at_once()
    {
        using var inner = new FailingStore(_ => new StoreUnavailableException("here", "the disk is full"));
        using var store = new RetryingStore(inner, HangLimit.Time);

        Assert.Throws<StoreUnavailableException>(() => store.Run(_ => 0, CancellationToken.None));

        Assert.Equal(1, inner.Attempts);
    }

    [Fact]
    public void An_error_of_the_work_itself_passes_at_once()
    {
        using var inner = new FailingStore(_ => null);
        using var store = new RetryingStore(inner, HangLimit.Time);

        Assert.Throws<PoolNotFoundException>(() => store.Run<int>(_ => throw new PoolNotFoundException("vlan"), CancellationToken.None));

        Assert.Equal(1, inner.Attempts);
    }

    [Fact]
    public void It_reports_the_conflict_when_its_patience_is_over()
    {
        using var inner = new FailingStore(_ => new StoreConflictException("here", "somebody was faster"));

        using var hasty = new RetryingStore(inner, TimeSpan.Zero);

        Assert.Throws<StoreConflictException>(() => hasty.Run(_ => 0, CancellationToken.None));

        Assert.Equal(1, inner.Attempts);
    }

    [Fact]
    public void Cancellation_ends_the_retries()
    {
        using var cancellation = new CancellationTokenSource();
        using var inner = new FailingStore(attempt =>
        {
            if (attempt == 3) cancellation.Cancel();
            return new StoreConflictException("here", "somebody was faster");
        });
        using var store = new RetryingStore(inner, HangLimit.Time);

        Assert.ThrowsAny<OperationCanceledException>(() => store.Run(_ => 0, cancellation.Token));

        Assert.Equal(3, inner.Attempts);
    }

    [Fact]
    public void After_a_request_to_end_work_without_a_token_of_its_own_soon_gives_up_and_what_comes_later_is_not_begun()
    {
        using var ending = new CancellationTokenSource();
        using var inner = new FailingStore(attempt =>
        {
            if (attempt == 3) ending.Cancel();
            return new StoreUnavailableException("here", "the server is gone") { IsPassing = true };
        });
        using var store = new RetryingStore(inner, TimeSpan.FromDays(1), ending.Token);

        var error = Assert.Throws<StoreUnavailableException>(() => store.Run(_ => 0, CancellationToken.None));
        Assert.Contains("the server is gone", error.Message, StringComparison.Ordinal);

        var attempts = inner.Attempts;
        Assert.Throws<StoreUnavailableException>(() => store.Read(_ => 0, CancellationToken.None));
        Assert.InRange(inner.Attempts, attempts, attempts + 1);
    }

    [Fact]
    public void After_a_request_to_end_a_store_that_answers_is_used_as_before()
    {
        using var ending = new CancellationTokenSource();
        using var inner = new FailingStore(attempt => attempt == 1 ? new StoreConflictException("here", "somebody was faster") : null);
        using var store = new RetryingStore(inner, HangLimit.Time, ending.Token);
        ending.Cancel();

        for (var i = 0; i < 3; i++) Assert.Equal("done", store.Run(_ => "done", CancellationToken.None));
    }

    [Fact]
    public void A_wait_within_the_store_below_ends_after_a_request_to_end()
    {
        using var ending = new CancellationTokenSource();
        using var inner = new WaitingStore(ending);
        using var store = new RetryingStore(inner, HangLimit.Time, ending.Token);

        Assert.Throws<StoreUnavailableException>(() => store.Run(_ => 0, CancellationToken.None));
    }

    [Fact]
    public void Reading_runs_again_as_well()
    {
        using var inner = new FailingStore(attempt => attempt == 1 ? new StoreConflictException("here", "the server restarted") : null);
        using var store = new RetryingStore(inner, HangLimit.Time);

        Assert.Equal("done", store.Read(_ => "done", CancellationToken.None));

        Assert.Equal(2, inner.Attempts);
    }

    [Fact]
    public void Disposing_it_disposes_the_store_below()
    {
        var inner = new FailingStore(_ => null);

        new RetryingStore(inner, HangLimit.Time).Dispose();

        Assert.True(inner.Disposed);
    }

    /// <summary>Waits for ever, as for the lock of a file; meanwhile its user is asked to end.</summary>
    private sealed class WaitingStore(CancellationTokenSource ending) : IAllocationStore
    {
        public StoreUri Uri => StoreUri.Default;

        public int Schema => 1;

        public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
        {
            ending.Cancel();
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        }

        public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => Run(query, cancellation);

        public void Dispose()
        {
        }
    }

    private sealed class FailingStore(Func<int, Exception?> failure) : IAllocationStore
    {
        public int Attempts { get; private set; }

        public bool Disposed { get; private set; }

        public StoreUri Uri => StoreUri.Default;

        public int Schema => 1;

        public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) => Try(work);

        public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => Try(query);

        public void Dispose() => Disposed = true;

        // The session is never touched by what these tests run.
        private T Try<T>(Func<IStoreSession, T> work)
        {
            Attempts++;
            return failure(Attempts) is { } error ? throw error : work(null!);
        }
    }
}
