using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Cli.Tests;

/// <summary><c>pool new</c>, <c>list</c>, <c>set</c>, <c>remove</c>.</summary>
public sealed class PoolTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void A_new_pool_is_one_object_with_the_properties_of_the_core()
    {
        var pool = _box.Json("pool", "new", "vlan", "--from", "100", "--to", "200", "--exclude", "150,160-165", "--exclude", "199",
            "--strategy", "leastRecentlyUsed", "--reuse-delay", "00:10:00").Ok().One;
        Assert.Equal(typeof(AllocationPool).GetProperties().Select(p => p.Name), pool.Select(p => p.Key));
        Assert.Equal("vlan", (string?)pool["Name"]);
        Assert.Equal((100, 200), ((int)pool["From"]!, (int)pool["To"]!));
        Assert.Equal([(150, 151), (160, 166), (199, 200)], pool["Excluded"]!.AsArray().Select(e => ((int)e!["From"]!, (int)e["To"]!)));
        Assert.Equal("LeastRecentlyUsed", (string?)pool["Strategy"]);
        Assert.Equal("00:10:00", (string?)pool["ReuseDelay"]);
        Assert.Equal((92, 0, 92, 0), ((int)pool["Size"]!, (int)pool["Held"]!, (int)pool["Free"]!, (int)pool["Cooling"]!));
        Assert.Equal(TimeSpan.Zero, DateTimeOffset.Parse((string)pool["CreatedAt"]!, null).Offset);
        Assert.EndsWith("Z", (string?)pool["CreatedAt"]);
    }

    [Fact]
    public void Lists_are_arrays_also_of_one_or_none()
    {
        _box.Run("pool", "new", "b", "--from", "0", "--to", "1").Ok();
        _box.Run("pool", "new", "a", "--from", "0", "--to", "1").Ok();
        Assert.Equal(["b"], _box.Json("pool", "list", "B").Ok().List.Select(p => (string?)p["Name"]));
        Assert.Equal(["a", "b"], _box.Json("pool", "list").Ok().List.Select(p => (string?)p["Name"]));
        Assert.Empty(_box.Json("pool", "list", "x*").Ok().List);
    }

    [Fact]
    public void A_missing_name_is_an_error_beside_what_the_other_names_find()
    {
        _box.Run("pool", "new", "a", "--from", "0", "--to", "1").Ok();
        var run = _box.Json("pool", "list", "nope", "a").Refused(ErrorKind.PoolNotFound);
        Assert.Single(run.List);
    }

    [Fact]
    public void Setting_changes_only_what_is_named()
    {
        _box.Run("pool", "new", "a", "--from", "10", "--to", "20", "--exclude", "15", "--strategy", "random").Ok();
        var grown = _box.Json("pool", "set", "A", "--to", "30").Ok().One;
        Assert.Equal((10, 30, 19), ((int)grown["From"]!, (int)grown["To"]!, (int)grown["Size"]!));
        Assert.Equal("Random", (string?)grown["Strategy"]);
        Assert.Contains("or none for no exclusions", _box.Run("pool", "set", "a", "--exclude", "").Refused(ErrorKind.InvalidPool).Error);
        Assert.Equal(20, (int)_box.Json("pool", "set", "a", "--exclude", "none").Ok().One["Size"]!);
    }

    [Fact]
    public void What_takes_above_the_limit_of_a_pool_warns_once_and_nothing_else_does()
    {
        _box.Run("pool", "new", "vlan", "--from", "0", "--to", "10", "--warn-at", "70").Ok();
        Assert.Empty(_box.Run("vlan", "new", "a", "b", "c").Ok().ErrorIds);
        Assert.Equal("Warning: Pool 'vlan' is used to 70 percent: 7 of 10 are held. Its limit for warnings is 70 percent.\n",
            Warned(_box.Run("take", "vlan", "--name", "d")).Error);
        Assert.Single(Warned(_box.Json("vlan", "new", "e")).ErrorIds);
        Assert.Empty(_box.Run("pool", "list").Ok().ErrorIds);
        Assert.Contains("dry run", Warned(_box.Run("take", "vlan", "--name", "f", "--dry-run")).Error, StringComparison.Ordinal);
        Assert.Equal(70, (int)_box.Json("pool", "list").Ok().List[0]["WarnAt"]!);
        Assert.Null(_box.Json("pool", "set", "vlan", "--warn-at", "0").Ok().One["WarnAt"]);
        _box.Run("pool", "set", "vlan", "--warn-at", "101").Refused(ErrorKind.InvalidPool);
    }

    [Fact]
    public void A_number_that_is_held_cannot_be_cut_off()
    {
        _box.Run("pool", "new", "vlan", "--from", "10", "--to", "20").Ok();
        _box.Run("vlan", "new", "a").Ok();
        _box.Run("pool", "set", "vlan", "--from", "11").Refused(ErrorKind.PoolInUse);
        Assert.Equal(10, (int)_box.Json("pool", "list", "vlan").Ok().List[0]["From"]!);
    }

    [Fact]
    public void Removing_takes_patterns_and_refuses_what_is_in_use()
    {
        foreach (var name in new[] { "t1", "t2", "vlan" }) _box.Run("pool", "new", name, "--from", "0", "--to", "9").Ok();
        _box.Run("vlan", "new", "a").Ok();
        var run = _box.Json("pool", "remove", "*", "--yes").Refused(ErrorKind.PoolInUse);
        Assert.Equal(["t1", "t2"], run.List.Select(p => (string?)p["Name"]));
        Assert.Equal("vlan", (string?)_box.Json("pool", "list").Ok().List.Single()["Name"]);
        _box.Run("pool", "remove", "t1").Refused(ErrorKind.PoolNotFound);
    }

    [Fact]
    public void Removing_one_name_gives_one_object()
    {
        _box.Run("pool", "new", "a", "--from", "0", "--to", "9").Ok();
        Assert.Equal("a", (string?)_box.Json("pool", "remove", "a").Ok().One["Name"]);
    }

    [Fact]
    public void A_name_is_taken_whatever_its_case()
    {
        _box.Run("pool", "new", "a", "--from", "0", "--to", "9").Ok();
        _box.Run("pool", "new", "A", "--from", "0", "--to", "9").Refused(ErrorKind.PoolExists);
    }

    [Fact]
    public void Pools_are_found_by_their_use_and_their_notes()
    {
        _box.Run("pool", "new", "a", "--from", "0", "--to", "4", "--owner", "web team", "--tag", "site=berlin").Ok();
        _box.Run("pool", "new", "b", "--from", "0", "--to", "4").Ok();
        var none = _box.Run("pool", "new", "none", "--from", "0", "--to", "0");
        Assert.Contains("Pool 'none' gives nothing", none.Error, StringComparison.Ordinal);
        _box.Run("take", "a", "--name", "x", "--count", "3").Ok();
        Assert.Equal("a\n", _box.Run("pool", "list", "--minimum-percent-used", "75", "--names").Ok().Output);
        Assert.Equal("a\nb\n", _box.Run("pool", "list", "--minimum-percent-used", "0", "--names").Ok().Output);
        Assert.Equal("", _box.Run("pool", "list", "a", "--minimum-percent-used", "75.1", "--names").Ok().Output);
        Assert.Equal("a\n", _box.Run("pool", "list", "--owner", "WEB*", "--tag", "site", "--names").Ok().Output);
        _box.Run("pool", "list", "--minimum-percent-used", "101").Misused();
        var table = _box.Run("pool", "list").Ok().Output.Split('\n');
        Assert.Matches("^Name +Gives +PercentUsed .* Owner +Tag$", table[0]);
        Assert.Matches("^a +0-3 +75% .* web team +site=berlin$", table[1]);
        Assert.DoesNotContain("Owner", _box.Run("pool", "list", "b").Ok().Output, StringComparison.Ordinal);
    }

    private static CliRun Warned(CliRun run)
    {
        Assert.Equal((0, "Warning"), (run.ExitCode, Assert.Single(run.ErrorIds)));
        return run;
    }
}
