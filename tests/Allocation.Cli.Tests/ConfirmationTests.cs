using System.Diagnostics;

namespace Allocation.Cli.Tests;

/// <summary>A wildcard that removes several things, and <c>history clear</c>, ask first; without a terminal they do nothing.</summary>
public sealed class ConfirmationTests : IDisposable
{
    private readonly Sandbox _box = new();

    public static TheoryData<string, string> Removals => new()
    {
        { "vlan remove web-*", "Remove the 2 VLAN services that match 'web-*' (web-1, web-2)" },
        { "service remove Note note-*", "Remove the 2 services that match 'note-*' (note-1, note-2)" },
        { "pool remove lab-*", "Remove the 2 pools that match 'lab-*' (lab-1, lab-2)" },
        { "inventory unregister list-*", "Remove the 2 inventories that match 'list-*' (list-1, list-2)" },
    };

    public void Dispose() => _box.Dispose();

    [Theory]
    [MemberData(nameof(Removals))]
    public void A_wildcard_that_removes_several_needs_a_word_where_there_is_no_terminal(string command, string act)
    {
        Fill();
        var before = _box.Run("store", "export").Ok().Output;
        var run = _box.Run(command.Split(' ')).Misused();
        Assert.Contains(act, run.Error);
        Assert.Contains("--yes", run.Error);
        Assert.Equal(before, _box.Run("store", "export").Ok().Output);

        _box.Run([.. command.Split(' '), "--yes"]).Ok();
        Assert.NotEqual(before, _box.Run("store", "export").Ok().Output);
    }

    [Fact]
    public void One_thing_needs_no_word()
    {
        Fill();
        _box.Run("vlan", "remove", "web-1").Ok();
        _box.Run("vlan", "remove", "web-*").Ok();
        _box.Run("vlan", "remove", "web-*").Ok();
    }

    [Fact]
    public void History_is_not_cleared_without_a_word()
    {
        Fill();
        _box.Run("history", "clear", "--older-than", "1.00:00:00").Ok();
        _box.Run("vlan", "remove", "web-1").Ok();
        Assert.Contains("--yes", _box.Run("history", "clear", "--older-than", "0:00:00").Misused().Error);
        Assert.Equal(2, _box.Json("list", "--terminated").Ok().List.Count);
    }

    [Fact]
    public void Every_command_that_removes_what_a_wildcard_finds_has_the_option()
    {
        // Tokens are named one by one.
        var removing = new AllocationCommand().Subcommands.Where(group => group.Name != "token").SelectMany(group => group.Subcommands)
            .Where(c => c.Name is "remove" or "unregister" or "clear"
                && c.Arguments.All(a => a.Description?.Contains("definitions", StringComparison.Ordinal) != true));
        Assert.All(removing, command => Assert.Contains(command.Options, option => option is ConfirmationOption));
    }

    [Theory]
    [InlineData("n", 2, 130)]
    [InlineData("", 2, 130)]
    [InlineData("y", 0, 0)]
    public void On_a_terminal_it_asks(string answer, int left, int code)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no program 'script' to make a terminal with.");
        Fill();
        var shell = new ProcessStartInfo("/usr/bin/script")
        {
            WorkingDirectory = _box.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var word in new[] { "-qec", $"{CommandLineProgram.ForShell} vlan remove 'web-*'", "/dev/null" })
            shell.ArgumentList.Add(word);
        foreach (var (name, value) in _box.Environment) shell.Environment[name] = value;
        using var process = Process.Start(shell)!;
        process.StandardInput.WriteLine(answer);
        process.StandardInput.Flush();
        var shown = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Contains("Remove the 2 VLAN services that match 'web-*' (web-1, web-2)? [y/N]", shown);
        Assert.Equal(code, process.ExitCode);
        Assert.Equal(left, _box.Json("vlan", "list").Ok().List.Count);
    }

    private void Fill()
    {
        foreach (var pool in new[] { "vlan", "lab-1", "lab-2" }) _box.Run("pool", "new", pool, "--from", "100", "--to", "200").Ok();
        _box.Run("vlan", "new", "web-1", "web-2").Ok();
        _box.Run("service", "register", _box.Write("note.json", """{"name": "Note", "attributes": {"name": "string"}}""")).Ok();
        _box.Run("service", "new", "Note", "note-1", "note-2").Ok();
        foreach (var list in new[] { "list-1", "list-2" }) _box.Run("inventory", "register", list, "--file", _box.Write(list + ".json", """{"range": {"from": 1, "to": 9}}""")).Ok();
    }
}
