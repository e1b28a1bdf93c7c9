using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Allocation.Cli.Tests;

/// <summary><c>manager</c>, and <c>pool</c> as far as it is about resource pools.</summary>
public sealed class ManagerTests
{
    [Fact]
    public void One_pass_tells_which_hooks_ended_and_how()
    {
        using var box = ResourceBox.Make();
        var events = box.Json("manager", "once").Ok().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(("New", "Succeeded"), ((string?)events.Single()["Kind"], (string?)events.Single()["Outcome"]));
        Assert.Equal("", box.Run("manager", "once").Ok().Output);
        var pool = box.Json("pool", "list").Ok().List.Single();
        Assert.Equal((1, 1, 0, 0), ((int)pool["Up"]!, (int)pool["Free"]!, (int)pool["Taken"]!, (int)pool["Starting"]!));
    }

    [Fact]
    public void A_hook_does_not_see_the_variables_of_a_hook_in_which_its_manager_runs()
    {
        using var box = ResourceBox.Make();
        box.Environment["RESALLOC_RESOURCE_DATA"] = "outer";
        box.Environment["RESALLOC_NAMED_COUNTER_port"] = "7";
        box.Write("pools.yaml", "p: {cmd_new: 'env | grep -c ^RESALLOC_', cmd_delete: 'true', tags: [a]}");
        box.Run("pool", "import", "pools.yaml").Ok();
        box.Run("manager", "once").Ok();
        Assert.Equal("4\n", (string?)box.Json("resource", "info", "1").Ok().One["Data"]);
    }

    [Fact]
    public void A_hook_that_fails_is_told_and_fails_neither_the_pass_nor_the_command()
    {
        using var box = ResourceBox.Make();
        box.Write("pools.yaml", "p: {cmd_new: exit 3, cmd_delete: 'true', tags: [a]}");
        box.Run("pool", "import", "pools.yaml").Ok();
        Assert.Contains("Failed", box.Json("manager", "once").Ok().Output, StringComparison.Ordinal);
        Assert.Equal(0d, (double)box.Json("pool", "list").Ok().List.Single()["SuccessRate"]!);
    }

    [Fact]
    public void A_paused_pool_starts_nothing_and_a_drained_one_empties()
    {
        using var box = ResourceBox.Make();
        box.Run("pool", "pause", "p").Ok();
        Assert.Equal("", box.Run("manager", "once").Ok().Output);
        box.Run("pool", "pause", "p", "--off").Ok();
        box.Run("manager", "once").Ok();
        box.Run("pool", "drain", "p").Ok();
        box.Run("manager", "once").Ok();
        Assert.Empty(box.Json("resource", "list").Ok().List);
        box.Run("pool", "drain", "nowhere").Refused(Core.Errors.ErrorKind.PoolNotFound);
    }

    [Fact]
    public void A_manager_keeps_to_a_file_that_is_edited_while_it_runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that asks one process to end.");
        using var box = new Sandbox();
        box.Write("pools.yaml", "p: {cmd_new: 'echo one', cmd_delete: 'true', tags: [a], max_prealloc: 1}");
        using var process = box.Start("manager", "run", "--pools", "pools.yaml");
        Assert.Contains("resource 1", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        Assert.Contains("succeeded", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        Assert.EndsWith("pools.yaml was imported: pool 'p' is new.", process.StandardError.ReadLine(), StringComparison.Ordinal);
        box.Write("pools.yaml", "p: [");
        Assert.Contains("The pools are left unchanged.", process.StandardError.ReadLine(), StringComparison.Ordinal);
        box.Write("pools.yaml", "p: {cmd_new: 'echo one', cmd_delete: 'true', tags: [a], max_prealloc: 2}");
        Assert.Contains("resource 2", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        Assert.EndsWith("pools.yaml was imported: pool 'p': max_prealloc 1 to 2.", process.StandardError.ReadLine(),
            StringComparison.Ordinal);
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) kill.WaitForExit();
        Sandbox.Finish(process).Ok();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_manager_that_is_told_to_stop_ends_well(string signal)
    {
        using var box = ResourceBox.Make();
        var process = box.Start("manager", "run");
        Assert.NotNull(process.StandardOutput.ReadLine());
        Assert.NotNull(process.StandardOutput.ReadLine());
        using (var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"])) kill.WaitForExit();
        Sandbox.Finish(process).Ok();
        Assert.Equal("Up", (string?)box.Json("resource", "info", "1").Ok().One["State"]);
    }
}
