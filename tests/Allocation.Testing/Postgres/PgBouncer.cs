using System.Diagnostics;

namespace Allocation.Testing.Postgres;

/// <summary>
/// A PgBouncer of our own in front of a server, on a socket in a temporary folder. A shell keeps it: it stops the pooler and
/// removes the folder when its standard input ends, which happens however this process ends.
/// </summary>
public sealed class PgBouncer : IDisposable
{
    private const string Keeper =
        """
        trap '' INT TERM HUP
        folder=$1; program=$2; user=$3
        as_user=''
        if [ "$(id -u)" = 0 ]; then chown -R "$user" "$folder"; as_user="-u $user"; fi
        chmod 711 "$folder"
        cd "$folder" && "$program" -q $as_user "$folder/pgbouncer.ini" < /dev/null > "$folder/log" 2>&1 &
        pooler=$!
        until grep -q 'process up' "$folder/pgbouncer.log" 2> /dev/null || ! kill -0 $pooler 2> /dev/null; do sleep 0.02; done
        grep -q 'process up' "$folder/pgbouncer.log" 2> /dev/null && echo ready || echo failed
        read -r _
        exec 2> /dev/null
        kill -KILL $pooler
        wait $pooler
        cd / && rm -rf "$folder"
        """;

    private readonly Process _keeper;

    /// <summary>Starts a pooler.</summary>
    /// <param name="server">The folder of the server's socket.</param>
    /// <param name="mode"><c>session</c>, <c>transaction</c> or <c>statement</c>.</param>
    /// <param name="connections">How many connections to the server it has at most.</param>
    public PgBouncer(string server, string mode, int connections)
    {
        Socket = Directory.CreateTempSubdirectory("allocation-pgbouncer-").FullName;
        File.WriteAllText(
            Path.Combine(Socket, "pgbouncer.ini"),
            $"""
            [databases]
            postgres = host={server} user=allocation dbname=postgres
            [pgbouncer]
            pool_mode = {mode}
            default_pool_size = {connections}
            max_client_conn = 1000
            auth_type = any
            listen_addr =
            listen_port = 5432
            unix_socket_dir = {Socket}
            logfile = {Socket}/pgbouncer.log
            """);
        var start = new ProcessStartInfo("/bin/sh",
            ["-c", Keeper, "keeper", Socket, Program()!, Environment.GetEnvironmentVariable("ALLOCATION_TEST_USER") ?? "postgres"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _keeper = Process.Start(start)!;
        if (_keeper.StandardOutput.ReadLine() is "ready") return;
        var log = string.Join('\n', Directory.EnumerateFiles(Socket, "*log").Order().SelectMany(File.ReadLines).TakeLast(20));
        Dispose();
        throw new InvalidOperationException($"PgBouncer did not start:\n{log}");
    }

    /// <summary>Whether PgBouncer is installed.</summary>
    public static bool IsInstalled => Program() is not null;

    /// <summary>The folder of its socket.</summary>
    public string Socket { get; }

    /// <summary>The text of a store in a schema of the server, through the pooler.</summary>
    public string StoreText(string schema) => $"postgres://allocation@/postgres?host={Uri.EscapeDataString(Socket)}&schema={schema}";

    public void Dispose()
    {
        _keeper.StandardInput.Close();
        _keeper.WaitForExit();
        _keeper.Dispose();
    }

    private static string? Program() => OperatingSystem.IsWindows()
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, "pgbouncer")).FirstOrDefault(File.Exists);
}
