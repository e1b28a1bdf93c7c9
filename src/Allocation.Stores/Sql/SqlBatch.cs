using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>Several statements of one connection that travel together, prepared when they do so for the second time. Their parameters are
/// always given in the same order.</summary>
/// <param name="connection">The connection.</param>
/// <param name="dialect">Its database.</param>
/// <param name="commits">Whether the transaction is committed with them: the database itself sees then that none has missed its row, and
/// commits nothing otherwise.</param>
internal sealed class SqlBatch(DbConnection connection, SqlDialect dialect, bool commits) : IDisposable
{
    private const string DivisionByZero = "22012";
    private const string UniqueViolation = "23505";
    private const string UnlessThere = "ON CONFLICT DO NOTHING";

    private readonly DbBatch _batch = connection.CreateBatch();
    private int _uses;

    /// <summary>Runs them with these values; how many rows each has changed is told to it.</summary>
    public void Run(IReadOnlyList<SqlBatchStatement> writes)
    {
        Load(writes);
        try
        {
            _batch.ExecuteNonQuery();
        }
        catch (DbException error) when (commits && Missed(writes, error) is { } missed)
        {
            throw missed();
        }

        if (!commits) Answer(writes);
    }

    /// <summary>Runs the writes, tells each how many rows it has changed, and then runs the queries.</summary>
    /// <returns>The rows of the queries, which must be disposed before anything else is run.</returns>
    public DbDataReader Read(IReadOnlyList<SqlBatchStatement> writes, IReadOnlyList<SqlBatchStatement> queries)
    {
        Load([.. writes, .. queries]);
        var rows = _batch.ExecuteReader();
        try
        {
            foreach (var _ in writes.Where(write => write.HasUnreadRows)) rows.NextResult();
            Answer(writes);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Asks the database to end it, from whatever thread; nothing when it does not run.</summary>
    public void Cancel() => _batch.Cancel();

    public void Dispose() => _batch.Dispose();

    private void Load(IReadOnlyList<SqlBatchStatement> statements)
    {
        if (_uses == 0) Add(statements);
        else Fill(statements);
        if (_uses++ == 1 && dialect.Prepares) _batch.Prepare();
    }

    private void Answer(IReadOnlyList<SqlBatchStatement> writes)
    {
        for (var i = 0; i < writes.Count; i++) writes[i].Answer(_batch.BatchCommands[i].RecordsAffected);
    }

    // The error of the write that the database stopped at because it missed its row; null for any other error.
    private Func<Exception>? Missed(IReadOnlyList<SqlBatchStatement> writes, DbException error) =>
        Failed(error) is { } failed && failed < writes.Count
            && error.SqlState == (FailsByItself(writes[failed].Sql) ? UniqueViolation : DivisionByZero)
            ? writes[failed].Missed
            : null;

    private int? Failed(DbException error) =>
        error.BatchCommand is { } command && _batch.BatchCommands.IndexOf(command) is >= 0 and var index ? index : null;

    private void Fill(IReadOnlyList<SqlBatchStatement> statements)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            var parameters = _batch.BatchCommands[i].Parameters;
            for (var j = 0; j < statements[i].Values.Length; j++) parameters[j].Value = statements[i].Values[j].Value;
        }
    }

    private void Add(IReadOnlyList<SqlBatchStatement> statements)
    {
        foreach (var statement in statements)
        {
            var command = _batch.CreateBatchCommand();
            var sql = statement.Numbered();
            command.CommandText = dialect.Text(commits && statement.Missed is not null ? Certain(sql) : sql);
            foreach (var value in statement.Values)
            {
                var parameter = value.Of(command.CreateParameter());
                parameter.ParameterName = "";
                command.Parameters.Add(parameter);
            }

            _batch.BatchCommands.Add(command);
        }

        if (!commits) return;
        var commit = _batch.CreateBatchCommand();
        commit.CommandText = "COMMIT";
        _batch.BatchCommands.Add(commit);
    }

    // An error of one statement ends the transaction, and the database runs none of those behind it. An insert fails by itself where the
    // row is there, and without the count it costs the database less.
    private static string Certain(string sql) => FailsByItself(sql)
        ? sql[..^UnlessThere.Length]
        : $"WITH written AS ({sql} RETURNING 1) SELECT 1 / CASE WHEN count(*) = 1 THEN 1 ELSE 0 END FROM written";

    private static bool FailsByItself(string sql) => sql.EndsWith(UnlessThere, StringComparison.Ordinal);
}
