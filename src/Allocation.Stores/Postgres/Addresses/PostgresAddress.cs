using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using Allocation.Core.Storage.Addresses;
using Npgsql;

namespace Allocation.Stores.Postgres.Addresses;

/// <summary>Which server, database and schema: from an address or a connection string, filled up from the <c>PG*</c> variables that
/// PostgreSQL's own tools read.</summary>
/// <param name="Connection">What Npgsql needs. It can hold a password.</param>
/// <param name="Schema">The schema of the store.</param>
internal sealed partial record PostgresAddress(NpgsqlConnectionStringBuilder Connection, string Schema)
{
    public const string DefaultSchema = "allocation";

    // One byte less than PostgreSQL's NAMEDATALEN: longer names are cut off, and two would become one.
    private const int LongestName = 63;

    /// <summary>The schema as it is written in a statement.</summary>
    public string QuotedSchema => $"\"{Schema}\"";

    /// <summary>The role as it is written in a statement.</summary>
    public string QuotedRole => $"\"{Connection.Username?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>What a role needs for a store that is there.</summary>
    public string Grants =>
        $"GRANT USAGE ON SCHEMA {QuotedSchema} TO {QuotedRole}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " +
        $"{QuotedSchema} TO {QuotedRole}";

    /// <summary>Reads an address.</summary>
    /// <param name="uri">The store.</param>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <exception cref="Core.Errors.InvalidStoreException">It cannot be understood. The message repeats nothing of it: it can hold a
    /// password.</exception>
    public static PostgresAddress Parse(StoreUri uri, Func<string, string?> environment)
    {
        var errors = new PostgresErrors(uri);
        try
        {
            var words = uri.Location.StartsWith("postgres://", StringComparison.Ordinal)
                ? PostgresUri.Words(uri.Location)
                : Words(uri.Location);
            var schema = words.Remove("schema", out var named) ? named : DefaultSchema;
            if (!SchemaName().IsMatch(schema) || Encoding.UTF8.GetByteCount(schema) > LongestName
                || schema.StartsWith("pg_", StringComparison.OrdinalIgnoreCase))
                throw new FormatException(
                    "the name of a schema must consist of letters, digits, - and _, begin with a letter or _ but not with pg_, and have " +
                    "at most 63 bytes");
            var connection = new NpgsqlConnectionStringBuilder();
            foreach (var (word, value) in words) Set(connection, word, value);
            PostgresEnvironment.Fill(connection, environment);
            Fix(connection);
            return new(connection, schema);
        }
        catch (FormatException error)
        {
            throw new Core.Errors.InvalidStoreException(uri.ToString(), error.Message);
        }
    }

    private static Dictionary<string, string> Words(string text)
    {
        try
        {
            var parsed = new DbConnectionStringBuilder { ConnectionString = text };
            return parsed.Keys.Cast<string>().ToDictionary(key => key, key => (string)parsed[key], StringComparer.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            throw new FormatException("the connection string must be written keyword=value;keyword=value (values with a ; in quotes)");
        }
    }

    // Npgsql's own error would repeat the word, which may be the second half of a password with a ; in it.
    private static void Set(NpgsqlConnectionStringBuilder connection, string word, string value)
    {
        bool isKnown;
        try
        {
            isKnown = connection.TryGetValue(word, out _);
            if (isKnown) connection[word] = value;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new FormatException("a value of the connection string has the wrong form");
        }

        if (!isKnown) throw new FormatException("a keyword of the connection string is unknown");
    }

    // What the store itself relies on: its own pool of connections, and no part in an ambient transaction.
    private static void Fix(NpgsqlConnectionStringBuilder connection)
    {
        connection.Pooling = false;
        connection.Multiplexing = false;
        connection.Enlist = false;

        // Says which statement of several failed.
        connection.IncludeFailedBatchedCommand = true;
        connection.IncludeErrorDetail = false;
        connection.PersistSecurityInfo = false;
        if (connection.Host!.Contains(',', StringComparison.Ordinal) && connection.TargetSessionAttributes is null)
            connection.TargetSessionAttributes = "primary";
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_-]*\z")]
    private static partial Regex SchemaName();
}
