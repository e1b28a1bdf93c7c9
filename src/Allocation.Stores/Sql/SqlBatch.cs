using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Allocation.Stores.Sql;

/// <summary>Several statements of one connection that travel together, prepared when they do so for the second time. Their parameters are
/// always given in the same order.</summary>
/// <param name="connection">The connection.</param>
/// <param name="dialect">Its database.</param>
/// <param name="commits">Whether the transaction is committed with them: the database itself sees then that none has missed its row, and
/// commits nothing otherwise.</param>
internal sealed partial class SqlBatch(DbConnection connection, SqlDialect dialect, bool commits) : IDisposable
{
    private const string DivisionByZero = "22012";

    private readonly DbBatch _batch = connection.CreateBatch();
    private int _uses;

    /// <summary>Runs them with these values; how many rows each has changed is told to it.</summary>
    public void Run(IReadOnlyList<SqlWrite> writes)
    {
        if (_uses == 0) Add(writes);
        else Fill(writes);
        if (_uses++ == 1 && dialect.Prepares) _batch.Prepare();
        try
        {
            _batch.ExecuteNonQuery();
        }
        catch (DbException error) when (commits && error.SqlState == DivisionByZero && Failed(error) is { } failed)
        {
            throw writes[failed].Missed!();
        }

        if (commits) return;
        for (var i = 0; i < writes.Count; i++) writes[i].Answer(_batch.BatchCommands[i].RecordsAffected);
    }

    /// <summary>Asks the database to end it, from whatever thread; nothing when it does not run.</summary>
    public void Cancel() => _batch.Cancel();

    public void Dispose() => _batch.Dispose();

    private int? Failed(DbException error) =>
        error.BatchCommand is { } command && _batch.BatchCommands.IndexOf(command) is >= 0 and var index ? index : null;

    private void Fill(IReadOnlyList<SqlWrite> writes)
    {
        for (var i = 0; i < writes.Count; i++)
        {
            var parameters = _batch.BatchCommands[i].Parameters;
            for (var j = 0; j < writes[i].Values.Length; j++) parameters[j].Value = writes[i].Values[j].Value;
        }
    }

    private void Add(IReadOnlyList<SqlWrite> writes)
    {
        foreach (var write in writes)
        {
            var command = _batch.CreateBatchCommand();
            command.CommandText = dialect.Text(commits && write.Missed is not null ? Certain(Numbered(write)) : Numbered(write));
            foreach (var value in write.Values)
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

    // An error of one statement ends the transaction, and the database runs none of those behind it.
    private static string Certain(string sql) =>
        $"WITH written AS ({sql} RETURNING 1) SELECT 1 / CASE WHEN count(*) = 1 THEN 1 ELSE 0 END FROM written";

    // Parameters with names fail in a batch that is prepared after its first run (seen with Npgsql 10.0.0).
    private static string Numbered(SqlWrite write) => ParameterName().Replace(
        write.Sql, name => string.Create(CultureInfo.InvariantCulture, $"${Place(write, name.Groups[1].Value)}"));

    private static int Place(SqlWrite write, string name) =>
        Array.FindIndex(write.Values, value => value.Name == name) is var index && index >= 0
        ? index + 1
        : throw new InvalidOperationException($"No value for @{name}: {write.Sql}");

    [GeneratedRegex("@([a-z_]+)")]
    private static partial Regex ParameterName();
}
