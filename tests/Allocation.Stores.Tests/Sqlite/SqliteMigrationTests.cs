using System.Collections.Concurrent;
using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Notes;
using Allocation.Stores.Sql;
using Allocation.Stores.Sqlite;
using Allocation.Stores.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace Allocation.Stores.Tests.Sqlite;

/// <summary>A store of an older schema becomes one of this version, whole or not at all, and its former state is kept beside it.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    private const string Next =
        "CREATE TABLE extra (x); INSERT INTO extra SELECT count(*) FROM pools; ALTER TABLE pools ADD COLUMN note text NOT NULL " +
        "DEFAULT 'none'";

    private readonly TemporaryFolder _folder = new();

    private StoreUri Uri => StoreUri.Parse("sqlite:store.db", _folder.Path);

    private string Backup => Uri.Location + ".schema-1.bak";

    [Fact]
    public void An_older_store_is_migrated_with_what_it_holds_after_a_backup()
    {
        SeedFirst();

        using (var store = SqliteStore.Open(Uri, Steps(Next)))
        {
            Assert.Equal(2, store.Schema);
            Assert.Equal(["vlan"], Names(store));
            Assert.True(store.Run(s => s.Pools.Add(Rows.Pool("new"))));
        }

        Assert.Equal("1", Ask(Uri.Location, "SELECT x FROM extra"));
        Assert.Equal("2", Ask(Uri.Location, "PRAGMA user_version"));
        using var former = SqliteStore.Open(StoreUri.Parse("sqlite:" + Backup, "/"), Steps());
        Assert.Equal(["vlan"], Names(former));
        Assert.Equal("0", Ask(Backup, "SELECT count(*) FROM sqlite_master WHERE name = 'extra'"));
    }

    [Fact]
    public void A_pool_of_the_schema_before_notations_gives_numbers()
    {
        SqliteStore.Open(Uri, BeforeNotations).Dispose();
        Ask(Uri.Location, "INSERT INTO pools VALUES ('OLD', 'old', 5, 9, '[[6,7]]', 'Lowest', 0, 0); SELECT 1");

        using var store = SqliteStore.Open(Uri);

        var pool = store.Read(session => session.Pools.Find("old"))!;
        Assert.Equal((NotationKind.Number, 0, 3L), (pool.Notation.Kind, pool.Gaps.Count, pool.Size));
    }

    [Fact]
    public void The_backup_is_for_its_owner_only_and_alone()
    {
        SeedFirst();
        SqliteStore.Open(Uri, Steps(Next)).Dispose();

        Assert.Equal([Uri.Location, Backup], Entries().Order(StringComparer.Ordinal));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead of mode bits.");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Backup).UnixFileMode);
    }

    [Fact]
    public void A_backup_has_what_stood_only_in_the_log_of_a_crashed_process()
    {
        SeedFirst();
        var crashed = StoreUri.Parse("sqlite:crashed.db", _folder.Path);
        using (var store = SqliteStore.Open(Uri, Steps()))
        {
            store.Run(s => s.Pools.Add(Rows.Pool("late")));
            foreach (var file in new[] { "", "-wal" }) File.Copy(Uri.Location + file, crashed.Location + file);
        }

        SqliteStore.Open(crashed, Steps(Next)).Dispose();

        using var former = SqliteStore.Open(StoreUri.Parse("sqlite:" + crashed.Location + ".schema-1.bak", "/"), Steps());
        Assert.Equal(["late", "vlan"], Names(former));
    }

    [Fact]
    public void A_backup_of_an_earlier_time_is_never_overwritten()
    {
        SeedFirst();
        File.WriteAllText(Backup, "precious");

        SqliteStore.Open(Uri, Steps(Next)).Dispose();

        Assert.Equal("precious", File.ReadAllText(Backup));
        Assert.Equal("1", Ask(Uri.Location + ".schema-1.2.bak", "PRAGMA user_version"));
    }

    [Theory]
    [InlineData(Next, "this is no SQL")]
    [InlineData(Next, "INSERT INTO pools SELECT * FROM pools")]
    public void A_step_that_fails_leaves_the_store_as_it_was_and_nothing_beside_it(params string[] further)
    {
        SeedFirst();

        Assert.ThrowsAny<AllocationException>(() => SqliteStore.Open(Uri, Steps(further)));

        Assert.Equal([Uri.Location], Entries());
        Assert.Equal("1", Ask(Uri.Location, "PRAGMA user_version"));
        Assert.Equal("0", Ask(Uri.Location, "SELECT count(*) FROM sqlite_master WHERE name = 'extra'"));
        using var store = SqliteStore.Open(Uri, Steps());
        Assert.Equal(["vlan"], Names(store));
    }

    [Fact]
    public void Without_a_backup_nothing_is_migrated()
    {
        SeedFirst();
        // Short enough for the file and its log, too long for what is written beside it.
        var uri = StoreUri.Parse("sqlite:" + _folder.File(new string('n', 240)), "/");
        File.Move(Uri.Location, uri.Location);

        Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(uri, Steps(Next)));

        Assert.Equal("1", Ask(uri.Location, "PRAGMA user_version"));
        Assert.Equal([uri.Location], Entries());
    }

    [Fact]
    public void Eight_that_open_an_older_store_at_once_migrate_it_once()
    {
        SeedFirst();
        var failures = new ConcurrentBag<Exception>();
        using var start = new Barrier(8);
        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                using var store = SqliteStore.Open(Uri, Steps(Next));
                store.Run(s => s.Pools.Add(Rows.Pool($"p{i}")));
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Empty(failures);
        Assert.Equal("1", Ask(Uri.Location, "SELECT count(*) FROM extra"));
        Assert.Equal("9", Ask(Uri.Location, "SELECT count(*) FROM pools"));
        Assert.Equal([Backup], Directory.GetFiles(_folder.Path, "*.bak"));
    }

    [Fact]
    public void A_version_that_does_not_know_the_new_schema_refuses_it()
    {
        SqliteStore.Open(Uri, Steps(Next)).Dispose();

        var error = Assert.Throws<StoreTooNewException>(() => SqliteStore.Open(Uri, Steps()));

        Assert.Equal((2, 1), (error.Schema, error.Known));
        Assert.Equal([Uri.Location], Entries());
    }

    [Fact]
    public void From_every_older_schema_the_tables_end_as_those_of_a_new_store()
    {
        var all = SqliteSchema.Current.After(0).Select(step => step.Sql).ToList();
        SqliteStore.Open(Uri).Dispose();
        var expected = Ask(Uri.Location, "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)");
        for (var older = 1; older <= all.Count; older++)
        {
            var uri = StoreUri.Parse($"sqlite:from{older}.db", _folder.Path);
            StoreFile.Ensure(uri);
            new SqliteSchema(uri, new SqliteErrors(uri), new SchemaScripts(all[..older])).Open(CancellationToken.None).Dispose();
            using var store = SqliteStore.Open(uri);
            Assert.Equal(all.Count, store.Schema);
            Assert.Equal(expected, Ask(uri.Location, "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)"));
        }
    }

    [Fact]
    public void What_was_there_before_there_were_notes_has_none_and_takes_some()
    {
        var notes = new NoteSet { Owner = "plant", Tags = ["site"] };
        var before = SqliteSchema.Current.After(0).Select(step => step.Sql).Take(3).ToList();
        StoreFile.Ensure(Uri);
        new SqliteSchema(Uri, new SqliteErrors(Uri), new SchemaScripts(before)).Open(CancellationToken.None).Dispose();
        Ask(Uri.Location, "INSERT INTO pools VALUES ('VLAN', 'vlan', 100, 200, '[]', 'Lowest', 0, 0) RETURNING name");
        Ask(Uri.Location, "INSERT INTO services VALUES ('s1', 'VlanService', 1, 'a', 'A', 'up', 1, 1, NULL, '{}', NULL, " +
            "NULL, NULL, 0, 0, NULL, NULL, NULL) RETURNING id");

        using var store = SqliteStore.Open(Uri);
        Assert.Equal(NoteSet.None, store.Read(s => s.Pools.Find("vlan")!.Notes));
        Assert.Equal(NoteSet.None, store.Read(s => s.Services.Find("s1")!.Notes));
        store.Run(s => s.Pools.Update(s.Pools.Lock("vlan")! with { Notes = notes }));
        store.Run(s => s.Services.Update(s.Services.Lock("s1")! with { Notes = notes }));
        Assert.Equal((notes, notes), store.Read(s => (s.Pools.Find("vlan")!.Notes, s.Services.Find("s1")!.Notes)));
    }

    [Fact]
    public void A_store_of_before_there_were_events_has_none_and_takes_some()
    {
        var before = SqliteSchema.Current.After(0).Select(step => step.Sql)
            .TakeWhile(sql => !sql.Contains("CREATE TABLE events", StringComparison.Ordinal)).ToList();
        StoreFile.Ensure(Uri);
        new SqliteSchema(Uri, new SqliteErrors(Uri), new SchemaScripts(before)).Open(CancellationToken.None).Dispose();
        Ask(Uri.Location, "INSERT INTO pools (name_key, name, range_from, range_to, excluded, strategy, reuse_delay, created_at) " +
            "VALUES ('VLAN', 'vlan', 100, 200, '[]', 'Lowest', 0, 0) RETURNING name");

        using var system = new AllocationSystem(SqliteStore.Open(Uri));
        Assert.Empty(system.Events.Query(new()));
        system.Pools.Change("vlan", new() { Strategy = PoolStrategy.Random });
        Assert.Equal((EventKind.Changed, "vlan", new EventChange("Strategy", "Lowest", "Random")),
            system.Events.Query(new()).Select(e => (e.Kind, e.Name, e.Change.Single())).Single());
    }

    // Without the files in which writers queue.
    private IEnumerable<string> Entries() =>
        Directory.GetFileSystemEntries(_folder.Path).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal));

    public void Dispose() => _folder.Dispose();

    // All steps of this version are the first one here, so that these tests stay as they are when there are more.
    private static SchemaScripts BeforeNotations =>
        new([.. SqliteSchema.Current.After(0).Select(step => step.Sql)
            .TakeWhile(sql => !sql.Contains("notation", StringComparison.Ordinal))]);

    private static SchemaScripts Steps(params string[] further) =>
        new([string.Join('\n', SqliteSchema.Current.After(0).Select(step => step.Sql)), .. further]);

    private static List<string> Names(SqliteStore store) => store.Read(s => s.Pools.All().Select(p => p.Name).ToList());

    private static string Ask(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private void SeedFirst()
    {
        using var store = SqliteStore.Open(Uri, Steps());
        store.Run(s => s.Pools.Add(Rows.Pool()));
    }
}
