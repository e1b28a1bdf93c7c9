using System.Text;
using Allocation.Core.Files;

namespace Allocation.Core.Tests.Files;

/// <summary>What Windows does while it replaces a file, on every system.</summary>
public sealed class FileSwapTests : IDisposable
{
    private const int SharingViolation = 32;
    private const int LockViolation = 33;
    private const int DiskFull = 112;
    private const int NotMoved = 1176;
    private const int NotMovedButKept = 1177;

    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly string _path;

    public FileSwapTests() => _path = _folder.Write("a", "old");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> Passing { get; } = [SharingViolation, LockViolation, 1175, NotMoved, NotMovedButKept];

    [Theory]
    [MemberData(nameof(Passing))]
    public void A_file_that_somebody_has_open_is_asked_for_again(int code)
    {
        var calls = 0;
        Replace((draft, target, kept) =>
        {
            if (++calls < 4) throw Failure(code);
            File.Replace(draft, target, kept);
        });

        Assert.Equal(4, calls);
        AssertOnly("new");
    }

    [Fact]
    public void A_file_that_is_closed_for_a_moment_is_asked_for_again()
    {
        var calls = 0;
        Replace((draft, target, kept) =>
        {
            if (++calls < 3) throw new UnauthorizedAccessException();
            File.Replace(draft, target, kept);
        });

        AssertOnly("new");
    }

    [Theory]
    [InlineData(NotMovedButKept)]
    [InlineData(NotMoved)]
    public void A_file_that_was_moved_away_is_put_back_before_the_next_attempt(int code)
    {
        var calls = 0;
        Replace((draft, target, kept) =>
        {
            Assert.Equal("old", File.ReadAllText(target));
            File.Move(target, kept);
            if (++calls < 3) throw Failure(code);
            File.Move(draft, target);
        });

        Assert.Equal(3, calls);
        AssertOnly("new");
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_is_as_it_was()
    {
        var error = Assert.ThrowsAny<IOException>(() => Replace((_, target, kept) =>
        {
            File.Move(target, kept);
            throw Failure(NotMovedButKept);
        }, TimeSpan.Zero));

        Assert.Equal(Failure(NotMovedButKept).Message, error.Message);
        AssertOnly("old");
    }

    [Fact]
    public void A_file_that_the_system_lost_becomes_the_new_one()
    {
        var calls = 0;
        Replace((_, target, _) =>
        {
            calls++;
            File.Delete(target);
            throw Failure(NotMoved);
        });

        Assert.Equal(1, calls);
        AssertOnly("new");
    }

    [Fact]
    public void A_file_that_is_lost_for_good_is_left_in_its_draft_and_the_message_says_where()
    {
        var error = Assert.ThrowsAny<IOException>(() => Replace((_, target, _) =>
        {
            File.Delete(target);
            throw Failure(NotMoved);
        }, TimeSpan.Zero));

        var left = Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Equal("new", File.ReadAllText(left));
        Assert.Contains($"'{_path}' is missing now; its content is in '{left}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_other_failure_is_told_at_once()
    {
        var calls = 0;
        Assert.ThrowsAny<IOException>(() => Replace((_, _, _) =>
        {
            calls++;
            throw Failure(DiskFull);
        }));

        Assert.Equal(1, calls);
        AssertOnly("old");
    }

    [Fact]
    public void What_a_killed_writer_moved_away_is_put_back_once()
    {
        var kept = FileDraft.KeptFor(_path);
        File.Move(_path, kept);

        AtomicFile.PutBack(_path);
        AssertOnly("old");

        File.WriteAllText(kept, "older");
        AtomicFile.PutBack(_path);
        Assert.Equal("old", File.ReadAllText(_path));
        Replace(File.Replace);
        AssertOnly("new");
    }

    private static IOException Failure(int code) => new($"error {code}", unchecked((int)0x80070000) | code);

    private void Replace(Action<string, string, string> replace, TimeSpan? limit = null) =>
        AtomicFile.Replace(_path, Encoding.UTF8.GetBytes("new"), UnixFileMode.UserRead | UnixFileMode.UserWrite, removeLeft: true,
            new FileSwap(replace, limit ?? HangLimit.Time));

    private void AssertOnly(string content)
    {
        Assert.Equal([_path], Directory.GetFiles(_folder.Path));
        Assert.Equal(content, File.ReadAllText(_path));
    }
}
