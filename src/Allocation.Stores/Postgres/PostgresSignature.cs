using Allocation.Stores.Sql;

namespace Allocation.Stores.Postgres;

/// <summary>The id and the number that identify the transactions of one connection, and the statements that write them down before a
/// commit, so that its outcome can be asked for if the answer is lost (see <see cref="PostgresWriters"/>).</summary>
/// <param name="mark">The lineage that the first commit writes down; null where the store has one.</param>
internal sealed class PostgresSignature(PostgresLineage? mark)
{
    private readonly string _writer = Guid.NewGuid().ToString("N");
    private long _sequence;
    private PostgresLineage? _mark = mark;

    /// <summary>The transaction that was begun last.</summary>
    public (string Writer, long Sequence) Transaction => (_writer, _sequence);

    /// <summary>Called when a transaction that can write begins.</summary>
    public void Began() => _sequence++;

    /// <summary>Called when a signed transaction is committed.</summary>
    public void Committed() => _mark = null;

    /// <summary>The last statements of a transaction, with the one that signs it.</summary>
    /// <param name="rest">What else is left.</param>
    /// <param name="refused">The error if another connection has already asked for the outcome: the transaction must not commit.</param>
    public IReadOnlyList<SqlBatchStatement> Sign(IReadOnlyList<SqlBatchStatement> rest, Func<Exception> refused)
    {
        var all = rest.ToList();
        if (_mark is { } mark)
            all.Add(new(PostgresLook.MarkSql,
                [SqlValue.Text("system", mark.System), SqlValue.Number("timeline", mark.Timeline), SqlValue.Text("era", _writer)]));
        if (_sequence == 1) all.Add(new(PostgresWriters.Forget, []));
        all.Add(new(PostgresWriters.Sign, [SqlValue.Text("id", _writer), SqlValue.Number("sequence", _sequence)], refused));
        return all;
    }
}
