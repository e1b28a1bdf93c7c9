using System.Diagnostics;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Microsoft.Win32.SafeHandles;

namespace Allocation.Core.Tests.Files;

public sealed class FileLockTests : IDisposable
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryFolder _folder = new(inMemory: true);

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
        var second = Task.Run(() => FileLock.Take(LockFile, HangLimit.Time, CancellationToken.None), TestContext.Current.CancellationToken);
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

        Assert.ThrowsAny<OperationCanceledException>(() => FileLock.Take(LockFile, HangLimit.Time, cancellation.Token));
    }

    [Fact]
    public void Only_one_thread_at_a_time_is_inside()
    {
        var (inside, most, entries) = (0, 0, 0);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            for (var i = 0; i < 25; i++)
            {
                using var held = FileLock.Take(LockFile, HangLimit.Time, CancellationToken.None);
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
        var command = new ProcessStartInfo("/usr/bin/flock", [LockFile, "sh", "-c", "echo held; read line"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var other = Process.Start(command)!;
        Assert.Equal("held", other.StandardOutput.ReadLine());

        Assert.Throws<WaitTimeoutException>(() => FileLock.Take(LockFile, s_short, CancellationToken.None));

        other.StandardInput.Close();
        other.WaitForExit();
        FileLock.Take(LockFile, HangLimit.Time, CancellationToken.None).Dispose();
    }

    [Fact]
    public async Task A_holder_and_a_waiter_that_are_killed_leave_the_lock_to_the_next()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/flock"), "There is no flock(1) here.");
        using var holder = Process.Start(new ProcessStartInfo("/usr/bin/flock",
            [LockFile, "sh", "-c", "echo held; read line"])
        { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.Equal("held", holder.StandardOutput.ReadLine());
        using var waiter = Process.Start(new ProcessStartInfo("/usr/bin/flock", [LockFile, "true"]))!;
        var ours = Task.Run(() => FileLock.Take(LockFile, HangLimit.Time, CancellationToken.None));

        waiter.Kill();
        holder.Kill(entireProcessTree: true);

        (await ours).Dispose();
    }

    [Fact]
    public async Task A_lock_file_that_was_removed_during_the_wait_is_not_mistaken_for_the_new_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not remove a file that is open.");
        var first = FileLock.Take(LockFile, s_short, CancellationToken.None);
        var second = Task.Run(() => FileLock.Take(LockFile, HangLimit.Time, CancellationToken.None));
        if (OperatingSystem.IsLinux()) WaitFor(() => LockTable.Of([LockFile])!.Waiting == 1);
        File.Delete(LockFile);
        using (FileLock.Take(LockFile, s_short, CancellationToken.None))
        {
            first.Dispose();
            Assert.Throws<WaitTimeoutException>(() => FileLock.Take(LockFile, TimeSpan.Zero, CancellationToken.None));
            if (OperatingSystem.IsLinux()) WaitFor(() => LockTable.Of([LockFile])!.Waiting == 1);
            Assert.False(second.IsCompleted);
        }

        (await second).Dispose();
    }

    [Fact]
    public void Who_gives_up_says_who_holds_it_and_how_many_wait_and_leaves_one_place_at_most()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who holds a lock.");
        using var first = FileLock.Take(LockFile, s_short, CancellationToken.None);
        // On a busy machine the time may be over before anything waits; from the first that waits on, one place is kept.
        WaitFor(() =>
        {
            GiveUp();
            return LockTable.Of([LockFile])!.Waiting > 0;
        });

        for (var i = 0; i < 3; i++)
            Assert.Contains($"process {Environment.ProcessId} holds; 1 waits for it", GiveUp().Message, StringComparison.Ordinal);

        Assert.Equal(1, LockTable.Of([LockFile])!.Waiting);

        WaitTimeoutException GiveUp() =>
            Assert.Throws<WaitTimeoutException>(() => FileLock.Take(LockFile, s_short, CancellationToken.None));
    }

    [Fact]
    public void A_queue_that_moves_is_waited_in_for_longer_than_the_limit()
    {
        var sign = _folder.Write("sign", "");
        var wait = new LockPatience(TimeSpan.FromMilliseconds(200), sign);
        Assert.True(wait.Next() > TimeSpan.Zero);
        for (var i = 1; wait.Waited < TimeSpan.FromSeconds(1); i++)
        {
            File.SetLastWriteTimeUtc(sign, DateTime.UnixEpoch.AddDays(i));
            Assert.True(wait.Next() > TimeSpan.Zero);
        }

        WaitFor(() => wait.Next() == TimeSpan.Zero);
    }

    [Fact]
    public void A_place_where_no_file_can_be_is_an_error_at_once()
    {
        Assert.ThrowsAny<IOException>(() =>
            FileLock.Take(_folder.File(Path.Combine("missing", "a.lock")), HangLimit.Time, CancellationToken.None));
        Assert.Throws<UnauthorizedAccessException>(() => FileLock.Take(_folder.Path, HangLimit.Time, CancellationToken.None));
    }

    [Fact]
    public void On_Windows_a_lock_file_that_is_open_elsewhere_or_about_to_go_is_asked_for_again()
    {
        var failures = new Queue<Exception>([Failure(32), Failure(33), Failure(303), new UnauthorizedAccessException()]);
        using var file = FileLock.Poll(LockFile, path => failures.TryDequeue(out var failure) ? throw failure : Open(path),
            new LockPatience(HangLimit.Time), CancellationToken.None);

        Assert.Empty(failures);
        Assert.False(file.IsInvalid);
    }

    [Fact]
    public void On_Windows_a_lock_file_that_may_never_be_opened_is_not_called_held()
    {
        Assert.Throws<UnauthorizedAccessException>(() =>
            FileLock.Poll(LockFile, _ => throw new UnauthorizedAccessException(), new LockPatience(s_short), CancellationToken.None));
        Assert.Throws<WaitTimeoutException>(() =>
            FileLock.Poll(LockFile, _ => throw Failure(32), new LockPatience(s_short), CancellationToken.None));
        Assert.Equal(112, Assert.ThrowsAny<IOException>(() =>
            FileLock.Poll(LockFile, _ => throw Failure(112), new LockPatience(HangLimit.Time), CancellationToken.None)).HResult & 0xFFFF);
    }

    public void Dispose() => _folder.Dispose();

    private static IOException Failure(int code) => new($"error {code}", unchecked((int)0x80070000) | code);

    private static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static void WaitFor(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, HangLimit.Time));
}
