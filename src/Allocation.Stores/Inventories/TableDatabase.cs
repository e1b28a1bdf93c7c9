using System.Data.Common;

namespace Allocation.Stores.Inventories;

/// <summary>A database in which another system keeps a table of what is taken.</summary>
internal abstract class TableDatabase
{
    /// <summary>Whether a server does the work, which may go on when our process has ended.</summary>
    public abstract bool HasServer { get; }

    /// <summary>A new open connection.</summary>
    /// <exception cref="DbException">There is none to be had.</exception>
    public DbConnection Connect()
    {
        var connection = Prepare();
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Begins a transaction that sees no change of others and meets no other writer half-way.</summary>
    public abstract DbTransaction Begin(DbConnection connection);

    /// <summary>Lets a transaction see the database as it is now: a change that another client commits afterwards makes it fail, and so run
    /// again.</summary>
    public static void See(DbConnection connection, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT 1";
        command.ExecuteScalar();
    }

    /// <summary>What an error means.</summary>
    public abstract TableFailure Judge(DbException error);

    /// <summary>A new connection, not open yet.</summary>
    protected abstract DbConnection Prepare();

    /// <summary>The value of a parameter as the database takes it, with its type also when it has no value.</summary>
    public static DbParameter Parameter(DbCommand command, string name, object? value, System.Data.DbType type)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        parameter.DbType = type;
        parameter.Value = value ?? DBNull.Value;
        return parameter;
    }
}
