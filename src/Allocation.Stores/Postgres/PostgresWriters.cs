namespace Allocation.Stores.Postgres;

/// <summary>
/// The table <c>writers</c>: one row a connection, with the number of its last transaction that was committed. The row is written before
/// the commit is sent, and stays locked until the transaction ends: so whoever asks for it afterwards learns what became of the
/// transaction, and not before it is over.
/// </summary>
internal static class PostgresWriters
{
    /// <summary>Writes down the transaction that is about to be committed.</summary>
    public const string Sign =
        """
        INSERT INTO writers (id, sequence, seen_at) VALUES (@id, @sequence, now())
        ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, seen_at = excluded.seen_at
        """;

    /// <summary>The last transaction of a connection; waits for one that is still under way.</summary>
    public const string Last =
        """
        INSERT INTO writers (id, sequence, seen_at) VALUES (@id, 0, now())
        ON CONFLICT (id) DO UPDATE SET sequence = writers.sequence RETURNING sequence
        """;

    /// <summary>Removes the rows of connections that are long gone. One that another transaction uses just now is left alone.</summary>
    public const string Forget =
        """
        DELETE FROM writers WHERE id IN (
            SELECT id FROM writers WHERE seen_at < now() - interval '1 day' FOR UPDATE SKIP LOCKED)
        """;
}
