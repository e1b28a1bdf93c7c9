using System.Diagnostics;
using System.Runtime.InteropServices;
using Allocation.Core.Files;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.PoolFiles;

namespace Allocation.Core.Tests.Files;

/// <summary>Files of another user stay theirs, and whoever may use a file may take its lock.</summary>
public sealed class FileOwnerTests : IDisposable
{
    private const int Owner = 60001;
    private const int Group = 60002;
    private const int Other = 60003;
    private const UnixFileMode Shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_root_writes_keeps_owner_group_and_mode()
    {
        var path = MakeShared("a");

        AtomicFile.RequireKeepsOwner(path);
        AtomicFile.Replace(path, "new"u8, OwnerOnly);

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(new FileOwner(Owner, Group, Shared), PathProbe.OwnerOf(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void What_a_user_cannot_keep_as_it_is_is_refused_with_the_owner_and_nothing_is_left()
    {
        var path = MakeShared("a");
        using var file = File.OpenHandle(_folder.Write("draft", ""), FileMode.Open, FileAccess.ReadWrite);

        var error = As(Other, () => Record.Exception(() => new FileOwner(Owner, Group, Shared).GiveTo(file, path)));

        Assert.IsType<UnauthorizedAccessException>(error);
        Assert.Contains($"'{path}' belongs to user {Owner} and group {Group}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_locks_of_a_store_get_its_owner_group_and_mode_also_those_that_are_there()
    {
        var path = MakeShared("a");
        foreach (var name in (string[])[path + ".lock", path + ".turn.lock"])
        {
            File.WriteAllText(name, "");
            SetMode(name, OwnerOnly);
        }

        var queue = new WriterQueue(path, HangLimit.Time);
        queue.Enter(queue.Begin(), CancellationToken.None).Dispose();

        Assert.Equal(new FileOwner(Owner, Group, Shared), PathProbe.OwnerOf(path + ".lock"));
        Assert.Equal(new FileOwner(Owner, Group, Shared), PathProbe.OwnerOf(path + ".turn.lock"));
    }

    [Fact]
    public void A_link_in_the_place_of_a_lock_gives_nothing_away()
    {
        var path = MakeShared("a");
        var (linked, full) = (_folder.Write("linked", ""), _folder.Write("a.turn.lock", "content"));
        SymbolicLink.Make(path + ".lock", linked);
        foreach (var file in (string[])[linked, full]) SetMode(file, OwnerOnly);
        var root = PathProbe.OwnerOf(linked);

        var queue = new WriterQueue(path, HangLimit.Time);
        queue.Enter(queue.Begin(), CancellationToken.None).Dispose();

        Assert.Equal(root, PathProbe.OwnerOf(linked));
        Assert.Equal(root, PathProbe.OwnerOf(full));
    }

    [Fact]
    public void A_lock_of_a_pool_file_is_for_all_who_may_write_the_file_and_nothing_is_taken_from_others()
    {
        var path = MakeShared("a");
        File.WriteAllText(path, """{"range": {"from": 1, "to": 9}, "used": []}""");
        File.WriteAllText(path + ".lock", "");
        SetMode(path + ".lock", OwnerOnly | UnixFileMode.OtherRead);

        var file = new VlanPoolFile(path, _folder.Path);
        file.Allocate(new InventoryClaim { Tag = new("owner", "a", "key"), OwnerName = "o", Confirm = _ => true }, CancellationToken.None);

        Assert.Equal(new FileOwner(Owner, Group, Shared), PathProbe.OwnerOf(path));
        Assert.Equal(new FileOwner(Owner, Group, Shared | UnixFileMode.OtherRead), PathProbe.OwnerOf(path + ".lock"));
    }

    [Fact]
    public void A_lock_that_belongs_to_another_user_says_whose_it_is_and_what_opens_it()
    {
        var path = MakeShared("a");
        SetMode(path, OwnerOnly);

        var error = As(Other, () => Record.Exception(() => Flock.Open(path, OwnerOnly)));

        Assert.IsType<UnauthorizedAccessException>(error);
        Assert.Contains($"it belongs to user {Owner} and has the mode 600", error.Message, StringComparison.Ordinal);
    }

    // Made by root, then given away.
    private string MakeShared(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && FileOwner.CurrentUser() == 0, "Only root can give files to other users.");
        var path = _folder.Write(name, "old");
        using (var chown = Process.Start("chown", [$"{Owner}:{Group}", path])!)
        {
            chown.WaitForExit();
            Assert.SkipUnless(chown.ExitCode == 0, "This container lets nobody give files away.");
        }

        SetMode(path, Shared);
        return path;
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }

    // On Linux a thread can be another user by itself; it is a thread of its own, because that stays with it.
    private static T As<T>(int user, Func<T> act)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The number of the system call is that of x86-64.");
        var result = default(T);
        var thread = new Thread(() =>
        {
            Assert.Equal(0, SetThreadUser(117, user, user, user));
            result = act();
        });
        thread.Start();
        thread.Join();
        return result!;
    }

    // setresuid of the C library changes all threads.
    [DllImport("libc", EntryPoint = "syscall")]
    private static extern long SetThreadUser(long call, int real, int effective, int saved);
}
