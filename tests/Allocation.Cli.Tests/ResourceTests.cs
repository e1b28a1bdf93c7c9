using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary><c>resource</c>.</summary>
public sealed class ResourceTests : IDisposable
{
    private readonly Sandbox _box = ResourceBox.Make();

    public ResourceTests() => _box.Run("manager", "once").Ok();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void Resources_are_listed_by_pool_state_tag_and_use()
    {
        var one = _box.Json("resource", "list").Ok().List.Single();
        Assert.Equal((1, "p", "Up", "host-1 ž\n"), ((int)one["Id"]!, (string?)one["Pool"], (string?)one["State"], (string?)one["Data"]));
        Assert.Equal((true, true, false), ((bool)one["Unused"]!, (bool)one["Ready"]!, (bool)one["Stray"]!));
        Assert.Equal(["Id", "Name", "Pool", "State"],
            _box.Run("resource", "list").Ok().Output.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4));
        foreach (var option in new[] { "--up", "--unused", "--tag=fast", "--pool=P", "--state=up" })
            Assert.Single(_box.Json("resource", "list", option).Ok().List);
        _box.Ticket();
        foreach (var option in new[] { "--unused", "--tag=other", "--pool=x*", "--state=starting" })
            Assert.Empty(_box.Json("resource", "list", option).Ok().List);
        _box.Run("resource", "list", "--pool", "x").Refused(ErrorKind.PoolNotFound);
        _box.Run("resource", "list", "--state", "broken").Misused();
    }

    [Fact]
    public void A_resource_is_known_by_id_and_name_also_when_it_has_ended()
    {
        var name = (string)_box.Json("resource", "info", "1").Ok().One["Name"]!;
        Assert.Equal(1, (int)_box.Json("resource", "info", name).Ok().One["Id"]!);
        _box.Run("resource", "delete", name).Ok();
        _box.Run("manager", "once").Ok();
        Assert.Equal("Ended", (string?)_box.Json("resource", "info", name).Ok().One["State"]);
        Assert.Equal([name], File.ReadAllLines(_box.PathOf("deleted")));
        Assert.Equal([1, 2], _box.Json("resource", "list", "--ended").Ok().List.Select(r => (int)r["Id"]!));
        _box.Run("resource", "info", "99").Refused(ErrorKind.ResourceNotFound);
    }

    [Fact]
    public void A_held_resource_is_deleted_only_by_force_and_an_unknown_one_stops_nothing()
    {
        _box.Ticket();
        _box.Run("resource", "delete", "1").Refused(ErrorKind.PoolInUse);
        _box.Run("resource", "delete").Misused();
        _box.Run("resource", "delete", "1", "--unused").Misused();
        _box.Run("resource", "delete", "--unused").Ok();
        Assert.Equal("Up", (string?)_box.Json("resource", "info", "1").Ok().One["State"]);
        var run = _box.Run("resource", "delete", "99", "1", "--force");
        Assert.Equal((ExitCodes.ByKind[ErrorKind.ResourceNotFound], "ResourceNotFound"), (run.ExitCode, run.ErrorIds.Single()));
        Assert.Equal("DeleteRequest", (string?)_box.Json("resource", "info", "1").Ok().One["State"]);
        Assert.Equal("Failed", (string?)_box.Json("ticket", "list").Ok().List.Single()["State"]);
    }

    [Fact]
    public void What_a_hook_prints_is_exact_for_programs_and_visible_in_messages_and_tables()
    {
        const string Evil = "\u001b[31m\u009b\u202e";
        using var box = ResourceBox.Make();
        box.Write("evil", Evil + "\n");
        box.Write("pools.yaml", $$"""
            p:
              cmd_new: {{ShellHook.Yaml($"cat '{box.PathOf("evil")}'")}}
              cmd_delete: exit 0
              cmd_list: {{ShellHook.Yaml($"cat '{box.PathOf("evil")}'")}}
              tags: [a]
            """);
        box.Run("pool", "import", "pools.yaml").Ok();
        var id = box.Ticket();
        Assert.Equal(Evil + "\n", box.Run("ticket", "wait", id).Ok().Output);
        Assert.Contains(Evil, box.Run("resource", "logs", "1").Ok().Output, StringComparison.Ordinal);
        var json = box.Json("ticket", "wait", id).Ok();
        Assert.Equal(Evil + "\n", (string?)json.One["Data"]);
        // Whoever waited for the ticket may have ended before the pool was listed.
        var pool = json;
        Until.True(() =>
        {
            box.Run("manager", "once").Ok();
            pool = box.Json("pool", "list", "p").Ok();
            return pool.List.Single()["Ignored"]!.AsArray().Count > 0;
        }, "the pool was listed");
        Assert.Equal(Evil, (string?)pool.List.Single()["Ignored"]![0]);
        foreach (var output in new[] { json.Output, pool.Output, box.Run("pool", "list").Ok().Output,
            box.Run("resource", "list").Ok().Output, box.Run("manager", "once").Ok().Output, box.Run("vlan", "list", Evil).Error })
            Assert.False(Core.Texts.VisibleText.IsNeeded(output.ReplaceLineEndings("")), output);
    }

    [Fact]
    public void Logs_hold_both_streams()
    {
        var lines = _box.Run("resource", "logs", "1").Ok().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["New: host-1 ž", "New: made"], lines.Order(StringComparer.Ordinal));
        _box.Run("resource", "logs", "99").Refused(ErrorKind.ResourceNotFound);
        _box.Run("resource", "logs", "99", "--follow").Refused(ErrorKind.ResourceNotFound);
    }

    [Fact]
    public void Several_are_followed_at_once_and_each_line_says_whose_it_is()
    {
        _box.Ticket();
        _box.Run("manager", "once").Ok();
        var follow = _box.Start("resource", "logs", "1", "2", "--follow");
        var lines = Enumerable.Range(0, 4).Select(_ => follow.StandardOutput.ReadLine()).ToList();
        Assert.Equal(["1 New: host-1 ž", "1 New: made", "2 New: host-2 ž", "2 New: made"], lines.Order(StringComparer.Ordinal));
        File.AppendAllText(_box.PathOf("store.db.hooks/000002_watch"), "of 2\n");
        Assert.Equal("2 Livecheck: of 2", follow.StandardOutput.ReadLine());
        File.AppendAllText(_box.PathOf("store.db.hooks/000001_watch"), "of 1\n");
        Assert.Equal("1 Livecheck: of 1", follow.StandardOutput.ReadLine());
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{follow.Id}"])) kill.WaitForExit();
        Assert.Equal(ExitCodes.Cancelled, Sandbox.Finish(follow).ExitCode);
        Assert.Equal(4, _box.Run("resource", "logs", "1", "2").Ok().Output.Split('\n')
            .Count(l => l.Contains("New", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_log_of_a_deletion_that_cmd_list_caused_is_read_like_any_other()
    {
        const string Unknown = "p_00000077_20300101_000000";
        using var box = ResourceBox.Make($"max: 2\ncmd_list: echo {Unknown}\nlist_period: 0.001");
        box.Write("pools.yaml", File.ReadAllText(box.PathOf("pools.yaml"))
            .Replace("echo $RESALLOC_NAME", "echo gone $RESALLOC_ID; echo $RESALLOC_NAME", StringComparison.Ordinal));
        box.Run("pool", "import", "pools.yaml").Ok();
        while (!File.Exists(box.PathOf("deleted"))) box.Run("manager", "once").Ok();
        var stray = box.Json("resource", "list", "--ended").Ok().List.First(r => (string?)r["Name"] == Unknown);
        Assert.True((bool)stray["Stray"]!);
        foreach (var name in new[] { $"{stray["Id"]}", Unknown })
            Assert.Contains("Delete: gone 0", box.Run("resource", "logs", name).Ok().Output, StringComparison.Ordinal);
    }
}
