using Allocation.Core.Errors;

namespace Allocation.Stores.Postgres;

/// <summary>Finds out what became of a transaction whose commit was not confirmed. Never guesses: a wrong yes would lose a claim, a wrong
/// no would double it.</summary>
internal sealed class PostgresOutcome(PostgresConnectionPool links, PostgresErrors errors)
{
    // A server that restarts is back within that time; longer than a wait for the lock of a transaction that still ends.
    private const int PatienceMilliseconds = 30_000;

    /// <summary>Whether it was committed.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be asked: the outcome is not known.</exception>
    public bool WasCommitted((string Writer, long Sequence) transaction, CancellationToken cancellation)
    {
        var started = Environment.TickCount64;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var link = links.Open(cancellation);
                if (link.LastCommitted(transaction.Writer, cancellation) is { } last) return last == transaction.Sequence;
                throw errors.Unconfirmed(link.Warning);
            }
            catch (AllocationException error) when (error is not (StoreConflictException or StoreUnavailableException { IsPassing: true }))
            {
                throw Unknown(error);
            }
            catch (AllocationException error) when (Environment.TickCount64 - started > PatienceMilliseconds)
            {
                throw Unknown(error);
            }
            catch (AllocationException)
            {
                cancellation.WaitHandle.WaitOne(Random.Shared.Next(1, 10 << Math.Min(attempt, 5)));
            }
            catch (OperationCanceledException error)
            {
                throw Unknown(error);
            }
        }
    }

    private StoreUnavailableException Unknown(Exception error) => errors.Unavailable(
        "the server did not confirm that a transaction was committed, and cannot be asked what became of it: the outcome is not known " +
            $"({error.Message})", error);
}
