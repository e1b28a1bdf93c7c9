using System.Data;
using System.Data.Common;
using Allocation.Core.Secrets;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Postgres.Addresses;
using Npgsql;

namespace Allocation.Stores.Inventories;

/// <summary>A table in a PostgreSQL database. Its name is looked for as the server's <c>search_path</c> says.</summary>
internal sealed class PostgresTable(StoreUri uri, TimeSpan timeLimit, SecretSource? passwordFrom) : TableDatabase
{
    public override bool HasServer => true;

    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.Serializable);

    public override TableFailure Judge(DbException error) => error switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable
        } => TableFailure.Contended,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation } => TableFailure.Taken,
        _ => PostgresErrors.IsLost(error) ? TableFailure.Lost : TableFailure.Broken,
    };

    protected override DbConnection Prepare()
    {
        var text = new NpgsqlConnectionStringBuilder(
            PostgresAddress.Parse(uri, Environment.GetEnvironmentVariable).Connection.ConnectionString)
        {
            CommandTimeout = Math.Max(1, (int)timeLimit.TotalSeconds),
            Timeout = Math.Clamp((int)timeLimit.TotalSeconds, 1, 1024),
        };
        if (passwordFrom is not null) text.Password = passwordFrom.Read();
        return new NpgsqlConnection(text.ConnectionString);
    }
}
