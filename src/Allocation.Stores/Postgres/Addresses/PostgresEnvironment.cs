using System.Globalization;
using Npgsql;

namespace Allocation.Stores.Postgres.Addresses;

/// <summary>What an address leaves out: from the environment variables of PostgreSQL's own tools, else their defaults. Npgsql itself reads
/// the rest of those variables.</summary>
internal static class PostgresEnvironment
{
    private static readonly string[] s_socketFolders = ["/var/run/postgresql", "/tmp"];

    private static readonly (string Word, string Variable)[] s_variables =
    [
        ("Host", "PGHOST"),
        ("Port", "PGPORT"),
        ("Username", "PGUSER"),
        ("Password", "PGPASSWORD"),
        ("Passfile", "PGPASSFILE"),
        ("Database", "PGDATABASE"),
        ("SSL Mode", "PGSSLMODE"),
        ("Timeout", "PGCONNECT_TIMEOUT"),
        ("Application Name", "PGAPPNAME"),
    ];

    /// <summary>Fills in what is missing.</summary>
    /// <exception cref="FormatException">A variable has a value that cannot be.</exception>
    public static void Fill(NpgsqlConnectionStringBuilder connection, Func<string, string?> environment)
    {
        foreach (var (word, variable) in s_variables)
        {
            if (connection.ShouldSerialize(word) || environment(variable) is not { Length: > 0 } value) continue;
            try
            {
                connection[word] = PostgresUri.Value(word, value);
            }
            catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
            {
                throw new FormatException($"the environment variable {variable} has a value that is not valid");
            }
        }

        if (string.IsNullOrEmpty(connection.Host)) connection.Host = Local(connection.Port);
        if (string.IsNullOrEmpty(connection.Username)) connection.Username = Environment.UserName;
        if (string.IsNullOrEmpty(connection.Database)) connection.Database = connection.Username;
        if (!connection.ShouldSerialize("Application Name")) connection.ApplicationName = "allocation";
    }

    // Where the server of this machine listens.
    private static string Local(int port) =>
        s_socketFolders.FirstOrDefault(folder => !OperatingSystem.IsWindows()
            && File.Exists(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".s.PGSQL.{port}")))) ?? "localhost";
}
