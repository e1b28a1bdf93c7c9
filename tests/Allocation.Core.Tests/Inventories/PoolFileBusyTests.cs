using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.PoolFiles;

namespace Allocation.Core.Tests.Inventories;

/// <summary>A pool file whose lock another program holds is not damaged: it passes.</summary>
public sealed class PoolFileBusyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);

    [Fact]
    public void Every_call_says_that_the_file_is_in_use_and_changes_nothing()
    {
        const string Text = """{"range": {"from": 100, "to": 200}, "used": [100]}""";
        _folder.Write("vlan.json", Text);
        var path = _folder.File("vlan.json");
        var file = new VlanPoolFile(path, _folder.Path, TimeSpan.FromMilliseconds(20), InventoryKind.Tagged);
        var tag = new InventoryTag("owner", "a", "key");
        using var other = FileLock.Take(path + ".lock", FileLock.DefaultPatience, TestContext.Current.CancellationToken);
        Action[] calls =
        [
            () => file.Read(CancellationToken.None),
            () => file.Allocate(new InventoryClaim { Tag = tag, OwnerName = "o", Confirm = _ => true }, CancellationToken.None),
            () => file.Free(new InventoryEntry(100, null, tag), () => true, CancellationToken.None),
            () => file.Find(tag, CancellationToken.None),
            () => file.List(CancellationToken.None),
        ];
        Assert.All(calls, call =>
        {
            var error = Assert.Throws<PoolFileBusyException>(call);
            Assert.Contains($"'{path}' is in use", error.Message, StringComparison.Ordinal);
            Assert.Contains("ALLOCATION_POOL_FILE_WAIT", error.Message, StringComparison.Ordinal);
        });
        Assert.Equal(Text, File.ReadAllText(path));
    }

    [Fact]
    public void The_time_to_wait_is_in_seconds()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), PoolFileWait.Of(null));
        Assert.Equal(TimeSpan.FromSeconds(1.5), PoolFileWait.Of("1.5"));
        Assert.Equal(TimeSpan.Zero, PoolFileWait.Of("0"));
        Assert.All(["-1", "soon", "1e9", "86401"], text => Assert.Throws<InvalidPoolException>(() => PoolFileWait.Of(text)));
    }

    [Fact]
    public async Task A_file_that_is_missing_while_somebody_replaces_it_is_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who waits for a lock.");
        var path = _folder.Write("vlan.json", """{"range": {"from": 100, "to": 200}, "used": [100]}""");
        var file = new VlanPoolFile(path, _folder.Path, HangLimit.Time);
        Task<InventoryEntry> taken;
        using (FileLock.Take(path + ".lock", HangLimit.Time, TestContext.Current.CancellationToken))
        {
            File.Move(path, path + ".away");
            taken = Task.Run(() => file.Allocate(
                new InventoryClaim { Tag = new("owner", "a", "key"), OwnerName = "o", Confirm = _ => true }, CancellationToken.None));
            SpinWait.SpinUntil(() => taken.IsCompleted || LockTable.Of([path + ".lock"])!.Waiting == 1, HangLimit.Time);
            File.Move(path + ".away", path);
        }

        Assert.Equal(101, (await taken).Number);
    }

    [Fact]
    public void A_file_that_a_killed_writer_moved_away_is_put_back()
    {
        var path = _folder.Write("vlan.json", """{"range": {"from": 100, "to": 200}, "used": [100]}""");
        var file = new VlanPoolFile(path, _folder.Path, HangLimit.Time);
        file.Read(CancellationToken.None);
        File.Move(path, FileDraft.KeptFor(path));

        Assert.Equal([100], file.Read(CancellationToken.None).Entries.Select(entry => entry.Number));
        File.Delete(path);
        Assert.Throws<InvalidPoolFileException>(() => file.Read(CancellationToken.None));
    }

    public void Dispose() => _folder.Dispose();
}
