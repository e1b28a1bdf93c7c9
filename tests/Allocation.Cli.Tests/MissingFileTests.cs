namespace Allocation.Cli.Tests;

/// <summary>Files that are to be read and are not there: each command says so in the same words.</summary>
public sealed class MissingFileTests
{
    [Theory]
    [InlineData("pool", "import", "none.csv", "--name", "vlan")]
    [InlineData("pool", "import", "none.json")]
    [InlineData("pool", "import", "none.yaml")]
    [InlineData("service", "register", "none.json")]
    [InlineData("service", "register", "none.yaml")]
    [InlineData("store", "import", "none.json")]
    [InlineData("take", "vlan", "--csv", "none.csv")]
    [InlineData("vlan", "new", "--csv", "none.csv")]
    [InlineData("service", "new", "VlanService", "a", "--attributes", "@none.json")]
    [InlineData("inventory", "register", "lab", "--http", "none.json")]
    public void A_file_that_is_missing_is_named(params string[] line)
    {
        using var box = new Sandbox();
        box.Run("pool", "new", "vlan", "--from", "1", "--to", "9").Ok();
        var run = box.Run(line);
        Assert.NotEqual(0, run.ExitCode);
        Assert.EndsWith("there is no such file.", run.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("none.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_missing_is_named()
    {
        using var box = new Sandbox();
        var error = box.Run("pool", "import", Path.Combine("nowhere", "none.csv"), "--name", "vlan").Error;
        Assert.EndsWith($"there is no folder '{box.PathOf("nowhere")}'.", error.TrimEnd(), StringComparison.Ordinal);
    }
}
