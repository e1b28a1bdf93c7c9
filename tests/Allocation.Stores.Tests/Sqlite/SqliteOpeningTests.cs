using System.Collections.Concurrent;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Sqlite;
using Allocation.Stores.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace Allocation.Stores.Tests.Sqlite;

public sealed class SqliteOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private StoreUri Uri => StoreUri.Parse("sqlite:store.db", _folder.Path);

    [Fact]
    public void A_new_file_and_its_log_belong_to_the_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead of mode bits.");
        using var store = SqliteStore.Open(Uri);
        store.Run(session => session.Pools.Add(Rows.Pool()));
        var files = Directory.GetFiles(_folder.Path);
        Assert.Contains(files, f => f.EndsWith("-wal", StringComparison.Ordinal));
        Assert.All(files, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(f).UnixFileMode));
    }

    [Fact]
    public void A_missing_folder_is_unavailable_and_not_made()
    {
        Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(StoreUri.Parse("sqlite:no/store.db", _folder.Path)));
        Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(StoreUri.Parse("sqlite:" + _folder.Path, "/")));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("{\"range\": {\"from\": 100, \"to\": 200}}")]
    public void A_file_that_is_no_database_is_corrupt_and_stays(string content)
    {
        File.WriteAllText(Uri.Location, content);
        Refused<StoreCorruptException>();
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("wal")]
    public void A_database_of_another_program_is_corrupt_and_stays(string journal)
    {
        Execute($"PRAGMA journal_mode = {journal}; CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
        Refused<StoreCorruptException>();
    }

    [Fact]
    public void A_newer_schema_is_refused_and_stays()
    {
        SqliteStore.Open(Uri).Dispose();
        Execute("PRAGMA user_version = 9999");
        Assert.Equal(9999, Refused<StoreTooNewException>().Schema);
    }

    [Fact]
    public void A_newer_schema_whose_log_was_left_behind_by_a_crash_stays_with_its_log()
    {
        SqliteStore.Open(Uri).Dispose();
        using (var other = new SqliteConnection($"Data Source={Uri.Location};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "PRAGMA user_version = 9999";
            command.ExecuteNonQuery();
            foreach (var file in new[] { "", "-wal" }) File.Copy(Uri.Location + file, _folder.File("crashed.db" + file));
        }

        var crashed = StoreUri.Parse("sqlite:crashed.db", _folder.Path);
        var before = (File.ReadAllBytes(crashed.Location), File.ReadAllBytes(crashed.Location + "-wal"));
        Assert.NotEmpty(before.Item2);
        Assert.Throws<StoreTooNewException>(() => SqliteStore.Open(crashed));
        Assert.Equal(before.Item1, File.ReadAllBytes(crashed.Location));
        Assert.Equal(before.Item2, File.ReadAllBytes(crashed.Location + "-wal"));
    }

    [Fact]
    public void A_file_that_was_removed_while_open_is_unavailable_and_its_successor_is_not_touched()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not remove a file that is open.");
        var store = SqliteStore.Open(Uri);
        store.Run(session => session.Pools.Add(Rows.Pool("old")));
        foreach (var file in Directory.GetFiles(_folder.Path)) File.Delete(file);
        Assert.Throws<StoreUnavailableException>(() => store.Run(session => session.Pools.Add(Rows.Pool())));

        using var successor = SqliteStore.Open(Uri);
        successor.Run(session => session.Pools.Add(Rows.Pool("new")));
        Assert.Throws<StoreUnavailableException>(() => store.Run(session => session.Pools.Add(Rows.Pool())));
        Assert.Throws<StoreUnavailableException>(() => store.Read(session => session.Pools.Find("old")));
        store.Dispose();
        Assert.True(File.Exists(Uri.Location + "-wal"));
        using var third = SqliteStore.Open(Uri);
        Assert.Equal(["new"], third.Read(session => session.Pools.All().Select(p => p.Name).ToList()));
    }

    [Fact]
    public void Sixteen_that_create_one_file_at_once_share_it()
    {
        var failures = new ConcurrentBag<Exception>();
        var threads = Enumerable.Range(0, 16).Select(i => new Thread(() =>
        {
            try
            {
                using var store = SqliteStore.Open(Uri);
                store.Run(session => session.Pools.Add(Rows.Pool($"p{i}")));
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Empty(failures);
        using var store = SqliteStore.Open(Uri);
        Assert.Equal(16, store.Read(session => session.Pools.All().Count()));
    }

    [Fact]
    public void A_wait_for_the_lock_of_another_process_ends_when_it_is_cancelled()
    {
        using var store = SqliteStore.Open(Uri);
        using var other = new SqliteConnection($"Data Source={Uri.Location};Pooling=False");
        other.Open();
        using var transaction = other.BeginTransaction();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => store.Run(session => session.Pools.Add(Rows.Pool()), source.Token));
        transaction.Rollback();
        Assert.True(store.Run(session => session.Pools.Add(Rows.Pool())));
    }

    public void Dispose() => _folder.Dispose();

    private T Refused<T>()
        where T : AllocationException
    {
        var before = File.ReadAllBytes(Uri.Location);
        var error = Assert.Throws<T>(() => SqliteStore.Open(Uri));
        Assert.Equal(before, File.ReadAllBytes(Uri.Location));
        Assert.Equal([Uri.Location], Directory.GetFileSystemEntries(_folder.Path)
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)));
        return error;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Uri.Location};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
