using System.Globalization;
using Allocation.Core.Errors;
using Allocation.Core.Files;

namespace Allocation.Cli.Tests;

/// <summary>Many commands at once on one file, and one that hangs.</summary>
public sealed class CrowdTests : IDisposable
{
    // A hundred is the goal; that many processes take minutes on two cores, so it is run by hand.
    private static readonly int s_size = int.Parse(Environment.GetEnvironmentVariable("ALLOCATION_TEST_CROWD") ?? "8",
        CultureInfo.InvariantCulture);

    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData("sqlite:store.db")]
    [InlineData("json:store.json")]
    public void All_of_them_get_their_turn(string store)
    {
        _box.Environment["ALLOCATION_STORE"] = store;
        _box.Run("pool", "new", "vlan", "--from", "1", "--to", "1000").Ok();

        var commands = Enumerable.Range(0, s_size).Select(i => _box.Start("vlan", "new", $"s{i}", "--json")).ToList();
        var runs = commands.Select(c => Task.Run(() => Sandbox.Finish(c))).ToList();

        Assert.All(runs, run => run.GetAwaiter().GetResult().Ok());
        Assert.Equal(2 * s_size, _box.Json("list", "--pool", "vlan").Ok().List.Select(a => (int)a["Value"]!).Distinct().Count());
    }

    [Theory]
    [InlineData("sqlite:store.db")]
    [InlineData("json:store.json")]
    public void One_that_hangs_is_named_once_the_time_is_over_and_readers_go_on(string store)
    {
        _box.Environment["ALLOCATION_STORE"] = store + "?busy_timeout=1";
        _box.Run("pool", "new", "vlan", "--from", "1", "--to", "9").Ok();
        using (FileLock.Take(_box.PathOf(store.Split(':')[1]) + ".lock", TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            var run = _box.Run("vlan", "new", "a").Refused(ErrorKind.StoreConflict);
            Assert.Contains("waited 1 s", run.Error, StringComparison.Ordinal);
            if (OperatingSystem.IsLinux()) Assert.Contains($"process {Environment.ProcessId} ", run.Error, StringComparison.Ordinal);
            Assert.Single(_box.Json("pool", "list").Ok().List);
        }

        _box.Run("vlan", "new", "a").Ok();
    }

    [Theory]
    [InlineData("sqlite:store.db")]
    [InlineData("json:store.json")]
    public void One_that_is_killed_while_it_waits_or_works_blocks_nobody(string store)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such queue.");
        _box.Environment["ALLOCATION_STORE"] = store;
        _box.Run("pool", "new", "vlan", "--from", "1", "--to", "99").Ok();
        var file = _box.PathOf(store.Split(':')[1]);
        List<System.Diagnostics.Process> waiting;
        using (FileLock.Take(file + ".lock", TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            waiting = [.. Enumerable.Range(0, 3).Select(i => _box.Start("vlan", "new", $"s{i}"))];
            using (FileLock.Take(file + ".turn.lock", TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken))
            {
                // All of them wait for one lock or the other by now, or will; the one that is killed may be anywhere.
                waiting[0].Kill();
            }
        }

        Sandbox.Finish(waiting[0]);
        Sandbox.Finish(waiting[1]).Ok();
        Sandbox.Finish(waiting[2]).Ok();
    }
}
