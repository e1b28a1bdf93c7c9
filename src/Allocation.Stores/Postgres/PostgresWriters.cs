namespace Allocation.Stores.Postgres;

/// <summary>
/// The table <c>writers</c>: one row a connection, with the number of its last transaction that was committed. The row is written right
/// before the commit, and stays locked until the transaction ends: so whoever asks for it afterwards learns what became of the
/// transaction, and not before it is over. A transaction that has not come so far when it is asked for never commits: the server may still
/// have all of it to do, for a client that is gone, so who asks leaves a number below zero (-1 for 0, -2 for 1), and then nothing is
/// signed any more.
/// </summary>
internal static class PostgresWriters
{
    /// <summary>Writes down the transaction that is about to be committed; no row where it was asked for already.</summary>
    public const string Sign =
        """
        INSERT INTO writers (id, sequence, seen_at) VALUES (@id, @sequence, now())
        ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, seen_at = excluded.seen_at WHERE writers.sequence >= 0
        """;

    /// <summary>The last transaction of a connection, which commits no further one; waits for one that is still under way.</summary>
    public const string Last =
        """
        INSERT INTO writers (id, sequence, seen_at) VALUES (@id, -1, now())
        ON CONFLICT (id) DO UPDATE SET sequence = least(writers.sequence, -1 - writers.sequence), seen_at = excluded.seen_at
        RETURNING -1 - sequence
        """;

    /// <summary>Removes the rows of connections that are long gone. One that another transaction uses just now is left alone.</summary>
    public const string Forget =
        """
        DELETE FROM writers WHERE id IN (
            SELECT id FROM writers WHERE seen_at < now() - interval '1 day' FOR UPDATE SKIP LOCKED)
        """;
}
