using System.Text;
using Allocation.Core.Files;

namespace Allocation.Core.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new(inMemory: true);

    [Fact]
    public void It_makes_a_file_that_was_not_there_with_the_given_permissions()
    {
        Replace(_folder.File("a"), "new");

        Assert.Equal("new", File.ReadAllText(_folder.File("a")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder.File("a")));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void It_keeps_the_permissions_of_the_file_that_was_there()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        if (OperatingSystem.IsWindows()) return;
        var shared = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var path = _folder.Write("a", "old");
        File.SetUnixFileMode(path, shared);

        Replace(path, "new");

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(shared, File.GetUnixFileMode(path));
    }

    [Fact]
    public void It_follows_a_link_to_the_file_and_keeps_the_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a privilege on Windows.");
        var target = _folder.Write("target", "old");
        SymbolicLink.Make(_folder.File("link"), "target");

        Replace(_folder.File("link"), "new");

        Assert.Equal("new", File.ReadAllText(target));
        Assert.Equal("target", new FileInfo(_folder.File("link")).LinkTarget);
    }

    [Fact]
    public void A_reader_that_has_the_old_file_open_keeps_the_old_content()
    {
        var path = _folder.Write("a", "old");
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        Replace(path, "new");

        Assert.Equal("old", reader.ReadToEnd());
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void A_failed_rename_leaves_nothing_behind()
    {
        // A folder that is not empty cannot be renamed over.
        var path = Directory.CreateDirectory(_folder.File("a")).FullName;
        File.WriteAllText(Path.Combine(path, "inside"), "old");

        Assert.ThrowsAny<SystemException>(() => Replace(path, "new"));

        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
        Assert.Equal("old", File.ReadAllText(Path.Combine(path, "inside")));
    }

    [Fact]
    public void What_killed_writers_left_goes_under_the_lock_and_nothing_else()
    {
        var draft = FileDraft.PathFor(_folder.File("a"));
        string[] others = [FileDraft.PathFor(_folder.File("b")), _folder.File(".a.mine.new"),
            FileDraft.PathFor(_folder.File("a.a")), _folder.File("a.new")];
        foreach (var file in others.Append(draft)) File.WriteAllText(file, "left");

        Replace(_folder.File("a"), "new");
        Assert.True(File.Exists(draft));

        AtomicFile.Replace(_folder.File("a"), "newer"u8, OwnerOnly, removeLeft: true);
        Assert.Equal(others.Append(_folder.File("a")).Order(), Directory.GetFiles(_folder.Path).Order());
    }

    [Fact]
    public void An_output_file_removes_drafts_that_nobody_writes_any_more()
    {
        var path = _folder.File("a");
        var (left, begun) = (FileDraft.PathFor(path), FileDraft.PathFor(path));
        foreach (var file in (string[])[left, begun]) File.WriteAllText(file, "left");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddMinutes(-2));

        AtomicFile.Renew(path, slow =>
        {
            var inUse = Directory.GetFiles(_folder.Path).Except([left, begun]).Single();
            File.SetLastWriteTimeUtc(inUse, DateTime.UtcNow.AddMinutes(-2));
            OutputFile.Write(path, stream => stream.Write("quick"u8));
            Assert.Equal(((string[])[path, begun, inUse]).Order(), Directory.GetFiles(_folder.Path).Order());
            slow.Write("slow"u8);
        });

        Assert.Equal("slow", File.ReadAllText(path));
        Assert.Equal(((string[])[path, begun]).Order(), Directory.GetFiles(_folder.Path).Order());
    }

    [Fact]
    public void What_is_there_is_known_without_opening_it()
    {
        Assert.Equal(PathKind.Missing, PathProbe.Of(_folder.File("none")));
        Assert.Equal(PathKind.File, PathProbe.Of(_folder.Write("a", "")));
        Assert.Equal(PathKind.Folder, PathProbe.Of(_folder.Path));
        Assert.Equal(PathKind.CharacterDevice, PathProbe.Of(OperatingSystem.IsWindows() ? @"\\.\NUL" : "/dev/null"));
    }

    [Fact]
    public void A_missing_folder_is_an_error() =>
        Assert.ThrowsAny<IOException>(() => Replace(_folder.File(Path.Combine("missing", "a")), "new"));

    public void Dispose() => _folder.Dispose();

    private static void Replace(string path, string content) => AtomicFile.Replace(path, Encoding.UTF8.GetBytes(content), OwnerOnly);
}
