using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Allocation.Testing.Postgres;

/// <summary>
/// A PostgreSQL server of our own on a socket in a temporary folder. A shell keeps it: it stops the server and removes the
/// folder when its standard input ends, which happens however this process ends.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    // initdb and the server refuse to run as root.
    private const string Keeper =
        """
        trap '' INT TERM HUP
        folder=$1; programs=$2; options="-c listen_addresses='$5' -c unix_socket_directories='$1' $3"; primary=$4; network=$5
        run() { if [ "$(id -u)" = 0 ]; then runuser -u "$ALLOCATION_TEST_USER" -- "$@"; else "$@"; fi; }
        if [ "$(id -u)" = 0 ]; then chown "$ALLOCATION_TEST_USER" "$folder"; fi
        chmod 711 "$folder"
        cd "$folder" &&
        if [ -n "$primary" ]
            then run "$programs/pg_basebackup" -D "$folder/data" -h "$primary" -U allocation -R -X stream -c fast --no-sync > "$folder/log" 2>&1
            else run "$programs/initdb" -D "$folder/data" -U allocation --auth=trust --encoding=UTF8 --locale=C --no-sync > "$folder/log" 2>&1
        fi &&
        { [ -z "$network" ] || echo "host all,replication all samenet trust" >> "$folder/data/pg_hba.conf"; } &&
        run "$programs/pg_ctl" -t 900 -D "$folder/data" -w -l "$folder/server.log" -o "$options" start >> "$folder/log" 2>&1 &&
        echo ready || echo failed
        while read -r command; do
            case $command in
                restart) run "$programs/pg_ctl" -t 900 -D "$folder/data" -w -m immediate restart >> "$folder/log" 2>&1 && echo ready || echo failed ;;
                stop) run "$programs/pg_ctl" -t 900 -D "$folder/data" -w -m immediate stop >> "$folder/log" 2>&1 && echo ready || echo failed ;;
                standby) run touch "$folder/data/standby.signal" && run "$programs/pg_ctl" -t 900 -D "$folder/data" -w -m fast restart >> "$folder/log" 2>&1 && echo ready || echo failed ;;
                promote) run "$programs/pg_ctl" -t 900 -D "$folder/data" -w promote >> "$folder/log" 2>&1 && echo ready || echo failed ;;
                start) run "$programs/pg_ctl" -t 900 -D "$folder/data" -w -l "$folder/server.log" -o "$options" start >> "$folder/log" 2>&1 && echo ready || echo failed ;;
            esac
        done
        run "$programs/pg_ctl" -t 900 -D "$folder/data" -w -m immediate stop >> "$folder/log" 2>&1
        cd / && rm -rf "$folder"
        """;

    private readonly Process _keeper;

    /// <summary>Starts a server.</summary>
    /// <param name="options">Settings as <c>postgres</c> takes them.</param>
    public PostgresCluster(string options)
        : this(NetworkNamespace.None, options)
    {
    }

    /// <summary>Starts a server in a network of its own, where it can be reached by its address, too.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">Settings as <c>postgres</c> takes them.</param>
    /// <param name="primary">The socket or address of the server that it follows; null for a server of its own.</param>
    public PostgresCluster(NetworkNamespace network, string options, string? primary = null)
    {
        var folder = Directory.CreateTempSubdirectory("allocation-postgres-").FullName;
        Socket = folder;
        string[] command = [.. network.Prefix, "/bin/sh", "-c", Keeper, "keeper", folder, Programs()!, options,
            primary ?? "", network.Address];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["ALLOCATION_TEST_USER"] = Environment.GetEnvironmentVariable("ALLOCATION_TEST_USER") ?? "postgres" },
        };
        _keeper = Process.Start(start)!;
        Expect("ready");
    }

    /// <summary>Whether PostgreSQL is installed: its <c>initdb</c> is under <c>/usr/lib/postgresql</c> or on the PATH.</summary>
    public static bool IsInstalled => Programs() is not null;

    /// <summary>The folder of its socket.</summary>
    public string Socket { get; }

    /// <summary>The text of a store in a schema of this server.</summary>
    public string StoreText(string schema) => $"postgres://allocation@/postgres?host={Uri.EscapeDataString(Socket)}&schema={schema}";

    /// <summary>Starts a standby of this server, which takes part in nothing until this one is told of it.</summary>
    public PostgresCluster StartStandby(string options) => new(NetworkNamespace.None, options, Socket);

    /// <summary>Makes the standby a primary.</summary>
    public void Promote() => Tell("promote");

    /// <summary>A connection in no schema, which no slowness of the machine ends.</summary>
    public NpgsqlConnection Connect()
    {
        var connection =
            new NpgsqlConnection($"Host={Socket};Username=allocation;Database=postgres;Pooling=false;Timeout=1024;Command Timeout=0");
        connection.Open();
        return connection;
    }

    /// <summary>
    /// Removes a schema if it is there. What a process that was killed left running on the server may still hold locks in it, or take
    /// them in another order; whoever does is ended first.
    /// </summary>
    public void DropSchema(string schema)
    {
        using var connection = Connect();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                Execute(connection, $"SET client_min_messages = warning; SET lock_timeout = '1s'; DROP SCHEMA IF EXISTS {schema} CASCADE");
                return;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
                && watch.Elapsed < HangLimit.Time)
            {
                Execute(connection, $"""
                    SELECT pg_terminate_backend(pid, 60000)
                    FROM (SELECT DISTINCT l.pid FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relnamespace = to_regnamespace('{schema}') AND l.pid <> pg_backend_pid()) holders
                    """);
            }
        }
    }

    /// <summary>Stops the server as a crash of the machine would, and starts it again.</summary>
    public void Restart() => Tell("restart");

    /// <summary>Stops the server as a crash of the machine would.</summary>
    public void Stop() => Tell("stop");

    /// <summary>Starts it again.</summary>
    public void Start() => Tell("start");

    /// <summary>Makes it a standby that follows nobody: it answers, and can only be read.</summary>
    public void MakeStandby() => Tell("standby");

    public void Dispose()
    {
        _keeper.StandardInput.Close();
        _keeper.WaitForExit();
        _keeper.Dispose();
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Tell(string command)
    {
        _keeper.StandardInput.WriteLine(command);
        _keeper.StandardInput.Flush();
        Expect("ready");
    }

    private void Expect(string answer)
    {
        if (_keeper.StandardOutput.ReadLine() is var said && said == answer) return;
        var log = string.Join('\n', Directory.EnumerateFiles(Socket, "*log").Order().SelectMany(File.ReadLines).TakeLast(20));
        Dispose();
        throw new InvalidOperationException($"The PostgreSQL server said '{said}' instead of '{answer}':\n{log}");
    }

    private static string? Programs()
    {
        if (OperatingSystem.IsWindows()) return null;
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var folders = debian.OrderByDescending(Version).Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private static int Version(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
