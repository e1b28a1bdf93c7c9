using System.Diagnostics;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Tests.Storage;

public sealed class FileLockTests : IDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryFolder _folder = new();

    private string LockFile => _folder.File("a.lock");

    [Fact]
    public void A_second_holder_gives_up_after_its_patience()
    {
        using var first = FileLock.Take(LockFile, s_short, CancellationToken.None);

        var error = Assert.Throws<WaitTimeoutException>(() => FileLock.Take(LockFile, s_short, CancellationToken.None));

        Assert.Equal(LockFile, error.Target);
        Assert.True(error.Waited >= s_short);
    }

    [Fact]
    public void It_can_be_taken_again_once_it_was_given_back_and_its_file_stays()
    {
        FileLock.Take(LockFile, s_short, CancellationToken.None).Dispose();
        Assert.True(File.Exists(LockFile));

        FileLock.Take(LockFile, s_short, CancellationToken.None).Dispose();
    }

    [Fact]
    public async Task A_waiting_thread_gets_it_when_it_comes_free()
    {
        var first = FileLock.Take(LockFile, s_short, CancellationToken.None);
        var second = Task.Run(() => FileLock.Take(LockFile, s_long, CancellationToken.None), TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);

        first.Dispose();

        using var got = await second;
        Assert.Throws<WaitTimeoutException>(() => FileLock.Take(LockFile, TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public void Cancellation_ends_the_wait()
    {
        using var first = FileLock.Take(LockFile, s_short, CancellationToken.None);
        using var cancellation = new CancellationTokenSource(s_short);

        Assert.ThrowsAny<OperationCanceledException>(() => FileLock.Take(LockFile, s_long, cancellation.Token));
    }

    [Fact]
    public void Only_one_thread_at_a_time_is_inside()
    {
        var (inside, most, entries) = (0, 0, 0);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            for (var i = 0; i < 25; i++)
            {
                using var held = FileLock.Take(LockFile, s_long, CancellationToken.None);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                entries++;
                Interlocked.Decrement(ref inside);
            }
        });

        Assert.Equal(1, most);
        Assert.Equal(200, entries);
    }

    [Fact]
    public void It_is_the_lock_of_flock_which_other_programs_take()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/flock"), "There is no flock(1) here.");
        var command = new ProcessStartInfo("/usr/bin/flock", [LockFile, "sh", "-c", "echo held; read line"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var other = Process.Start(command)!;
        Assert.Equal("held", other.StandardOutput.ReadLine());

        Assert.Throws<WaitTimeoutException>(() => FileLock.Take(LockFile, s_short, CancellationToken.None));

        other.StandardInput.Close();
        other.WaitForExit();
        FileLock.Take(LockFile, s_long, CancellationToken.None).Dispose();
    }

    [Fact]
    public void A_place_where_no_file_can_be_is_an_error_at_once()
    {
        Assert.ThrowsAny<IOException>(() => FileLock.Take(_folder.File(Path.Combine("missing", "a.lock")), s_long, CancellationToken.None));
        Assert.Throws<UnauthorizedAccessException>(() => FileLock.Take(_folder.Path, s_long, CancellationToken.None));
    }

    public void Dispose() => _folder.Dispose();
}
