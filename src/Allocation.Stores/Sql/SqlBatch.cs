using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Allocation.Stores.Sql;

/// <summary>Several statements of one connection that travel together, prepared when they do so for the second time. Their parameters are
/// always given in the same order.</summary>
internal sealed partial class SqlBatch(DbConnection connection, SqlDialect dialect) : IDisposable
{
    private readonly DbBatch _batch = connection.CreateBatch();
    private int _uses;

    /// <summary>Runs them with these values; how many rows each has changed is told to it.</summary>
    public void Run(IReadOnlyList<SqlWrite> writes)
    {
        if (_uses == 0) Add(writes);
        else Fill(writes);
        if (_uses++ == 1 && dialect.Prepares) _batch.Prepare();
        _batch.ExecuteNonQuery();
        for (var i = 0; i < writes.Count; i++) writes[i].Verify(_batch.BatchCommands[i].RecordsAffected);
    }

    /// <summary>Asks the database to end it, from whatever thread; nothing when it does not run.</summary>
    public void Cancel() => _batch.Cancel();

    public void Dispose() => _batch.Dispose();

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
            command.CommandText = dialect.Text(Numbered(write));
            foreach (var value in write.Values)
            {
                var parameter = value.Of(command.CreateParameter());
                parameter.ParameterName = "";
                command.Parameters.Add(parameter);
            }

            _batch.BatchCommands.Add(command);
        }
    }

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
