using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>Rows that are still being read, whatever they are.</summary>
internal interface ISqlRowStream
{
    /// <summary>Reads the rest into memory and lets go of the connection.</summary>
    void Buffer();

    /// <summary>Lets go of the connection; what was not taken is lost.</summary>
    void Close();
}

/// <summary>Rows that are read as they are taken; or, once something else has to use the connection, all at once.</summary>
internal sealed class SqlRowStream<T> : ISqlRowStream
{
    private readonly SqlSession _session;
    private readonly SqlStatement? _statement;
    private readonly DbDataReader _reader;
    private readonly Func<(bool Found, T Row)> _next;
    private Queue<T>? _buffered;
    private bool _closed;

    /// <param name="session">The session.</param>
    /// <param name="reader">The rows.</param>
    /// <param name="statement">The statement to give back when the rows are read; null where a batch gives them.</param>
    /// <param name="read">Reads a row.</param>
    public SqlRowStream(SqlSession session, DbDataReader reader, SqlStatement? statement, Func<DbDataReader, T> read)
    {
        _session = session;
        _statement = statement;
        _reader = reader;
        _next = () => reader.Read() ? (true, read(reader)) : (false, default!);
    }

    public bool TryNext(out T row)
    {
        if (_buffered is not null) return _buffered.TryDequeue(out row!);
        ObjectDisposedException.ThrowIf(_closed, this);
        (var found, row) = _session.Guard(_next);
        return found;
    }

    public void Buffer()
    {
        var rows = new Queue<T>();
        while (TryNext(out var row)) rows.Enqueue(row);
        _buffered = rows;
        Close();
    }

    public void Close()
    {
        if (_closed) return;
        _closed = true;
        _session.Dialect.Close(_reader);
        _session.Finished(this, _statement);
    }
}
