using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>The statements of a session that wait until they are sent together.</summary>
internal sealed class SqlWaitingStatements(SqlStatements statements, SqlDialect dialect)
{
    private readonly List<SqlBatchStatement> _waiting = [];

    public int Count => _waiting.Count;

    public void Add(SqlBatchStatement write) => _waiting.Add(write);

    /// <summary>What waits, which then waits no longer.</summary>
    public SqlBatchStatement[] Empty()
    {
        var all = _waiting.ToArray();
        _waiting.Clear();
        return all;
    }

    /// <summary>Sends what waits. After an error the transaction takes nothing more.</summary>
    public void Send() => Send(writes =>
    {
        statements.Run(writes);
        return true;
    });

    /// <summary>As <see cref="Send()"/>, and then asks.</summary>
    /// <returns>The rows of the queries, which must be disposed before anything else is run.</returns>
    public DbDataReader Ask(IReadOnlyList<SqlBatchStatement> queries) => Send(writes => statements.Read(writes, queries));

    private T Send<T>(Func<SqlBatchStatement[], T> run)
    {
        dialect.BeforeStatement();
        try
        {
            return run(Empty());
        }
        catch (Exception error) when (dialect.Meaning(error) is { } meant)
        {
            throw meant;
        }
        catch (Exception error)
        {
            dialect.Spoil(error);
            throw;
        }
    }
}
