using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Json;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Json;

/// <summary>On Windows a file has no name for a moment while it is replaced; it must not be taken for removed.</summary>
public sealed class JsonGapTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly StoreUri _uri;
    private readonly JsonStore _store;

    public JsonGapTests()
    {
        _uri = StoreUri.Parse("json:store.json", _folder.Path);
        _store = JsonStore.Open(_uri);
        _store.Run(session => session.Pools.Add(Rows.Pool("one")));
    }

    private string File => _uri.Location;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_open_makes_no_empty_store_in_the_place_of_one_that_is_being_replaced() =>
        Assert.Equal(["one"], await DuringTheGap(() =>
        {
            using var opened = JsonStore.Open(_uri);
            return PoolsOf(opened);
        }));

    [Fact]
    public async Task A_look_whether_there_is_a_store_waits_until_it_is_back() =>
        Assert.Equal(["one"], await DuringTheGap(() =>
        {
            using var opened = new StoreProvider().OpenIfExists(_uri);
            return opened is null ? ["missing"] : PoolsOf(opened);
        }));

    [Fact]
    public async Task A_reader_waits_until_it_is_back() => Assert.Equal(["one"], await DuringTheGap(() => PoolsOf(_store)));

    [Fact]
    public void What_a_killed_writer_moved_away_is_put_back_by_who_comes_next()
    {
        System.IO.File.Move(File, FileDraft.KeptFor(File));
        using (var opened = JsonStore.Open(_uri)) Assert.Equal(["one"], PoolsOf(opened));

        System.IO.File.Move(File, FileDraft.KeptFor(File));
        Assert.Equal(["one"], PoolsOf(_store));

        System.IO.File.Move(File, FileDraft.KeptFor(File));
        using (var opened = new StoreProvider().OpenIfExists(_uri)) Assert.NotNull(opened);

        System.IO.File.Move(File, FileDraft.KeptFor(File));
        Assert.False(_store.Run(session => session.Pools.Add(Rows.Pool("one"))));
    }

    [Fact]
    public void A_store_that_was_removed_is_called_removed_by_readers_and_writers()
    {
        System.IO.File.Delete(File);

        Assert.Contains("removed", Assert.Throws<StoreUnavailableException>(() => PoolsOf(_store)).Reason, StringComparison.Ordinal);
        Assert.Contains("removed", Assert.Throws<StoreUnavailableException>(() => _store.Run(_ => 0)).Reason, StringComparison.Ordinal);
        Assert.Null(new StoreProvider().OpenIfExists(_uri));
        Assert.False(System.IO.File.Exists(File));
    }

    private static IReadOnlyList<string> PoolsOf(IAllocationStore store) =>
        store.Read(session => session.Pools.All().Select(p => p.Name).ToList());

    private async Task<IReadOnlyList<string>> DuringTheGap(Func<IReadOnlyList<string>> look)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who waits for a lock.");
        var away = _folder.File("away");
        Task<IReadOnlyList<string>> looked;
        using (FileLock.Take(File + ".lock", HangLimit.Time, TestContext.Current.CancellationToken))
        {
            System.IO.File.Move(File, away);
            looked = Task.Run(look);
            SpinWait.SpinUntil(() => looked.IsCompleted || LockTable.Of([File + ".lock"])!.Waiting == 1, HangLimit.Time);
            System.IO.File.Move(away, File, overwrite: true);
        }

        return await looked;
    }
}
