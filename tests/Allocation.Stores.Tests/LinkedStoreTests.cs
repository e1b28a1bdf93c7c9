using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Json;
using Allocation.Stores.Sqlite;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests;

/// <summary>A store that is reached by a symbolic link is the store that the link leads to.</summary>
public sealed class LinkedStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Names { get; } =
        new MatrixTheoryData<string, string>(["sqlite", "json"], ["link", "folder/real", "folder/link"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_writers_take_the_lock_of_the_real_file(string kind, string name)
    {
        using var real = OpenReal(kind);
        using var link = Open(kind, name);
        using (FileLock.Take(_folder.File("real.lock"), FileLock.DefaultPatience, TestContext.Current.CancellationToken))
            Assert.Throws<StoreConflictException>(() => Add(link, "one"));

        Add(link, "one");
        Add(real, "two");
        Assert.Equal(["one", "two"], PoolsOf(real));
        Assert.Equal(["one", "two"], PoolsOf(link));
        Assert.Equal(real.Uri, link.Uri);
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), f => Path.GetFileName(f).StartsWith("link.", StringComparison.Ordinal));
        Assert.Equal("real", new FileInfo(_folder.File("link")).LinkTarget);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("json")]
    public void One_who_writes_through_the_link_keeps_those_out_who_have_the_file(string kind)
    {
        using var real = OpenReal(kind);
        using var link = Open(kind, "link");
        link.Run(session =>
        {
            var conflict = Task.Run(() => Assert.Throws<StoreConflictException>(() => Add(real, "two")));
            conflict.Wait(TestContext.Current.CancellationToken);
            return session.Pools.Add(Rows.Pool("one"));
        });
        Assert.Equal(["one"], PoolsOf(real));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("json")]
    public void A_link_to_nothing_makes_the_file_that_it_names(string kind)
    {
        SymbolicLink.Make(_folder.File("link"), "real");
        using var link = Open(kind, "link");
        Add(link, "one");
        Assert.Equal("real", new FileInfo(_folder.File("link")).LinkTarget);
        using var real = Open(kind, "real");
        Assert.Equal(["one"], PoolsOf(real));
    }

    private IAllocationStore OpenReal(string kind)
    {
        var real = Open(kind, "real");
        SymbolicLink.Make(_folder.File("link"), "real");
        SymbolicLink.Make(_folder.File("folder"), _folder.Path);
        return real;
    }

    // Who finds the lock taken is told at once.
    private IAllocationStore Open(string kind, string name) => kind == "sqlite"
        ? SqliteStore.Open(StoreUri.Parse($"sqlite:{name}?busy_timeout=0", _folder.Path))
        : JsonStore.Open(StoreUri.Parse($"json:{name}?busy_timeout=0", _folder.Path));

    private static bool Add(IAllocationStore store, string pool) => store.Run(session => session.Pools.Add(Rows.Pool(pool)));

    private static IReadOnlyList<string> PoolsOf(IAllocationStore store) =>
        store.Read(session => session.Pools.All().Select(p => p.Name).Order().ToList());
}
