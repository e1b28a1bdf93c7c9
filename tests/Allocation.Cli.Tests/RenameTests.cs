using System.Text.Json.Nodes;

namespace Allocation.Cli.Tests;

public sealed class RenameTests : IDisposable
{
    private readonly Sandbox _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public void Services_and_pools_get_other_names_and_keep_what_they_hold()
    {
        _box.Run("pool", "new", "vlan", "--from", "100", "--to", "110").Ok();
        _box.Run("vlan", "new", "web", "db").Ok();

        Assert.Contains("www", _box.Run("vlan", "rename", "web", "www").Ok().Output, StringComparison.Ordinal);
        var service = JsonNode.Parse(_box.Run("service", "rename", "VlanService", "www", "shop", "--json").Ok().Output)!;
        Assert.Equal("shop", (string?)service["Name"]);
        Assert.Equal("campus", (string?)JsonNode.Parse(_box.Run("pool", "rename", "vlan", "campus", "--json").Ok().Output)!["Name"]);

        var held = _box.Run("list", "--pool", "campus", "--lease-name", "shop", "--quiet").Ok().Output;
        Assert.Equal("100\n101\n", held.ReplaceLineEndings("\n"));
        Assert.Contains("Renamed", _box.Run("service", "history", "VlanService", "shop").Ok().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_in_use_and_a_wildcard_that_finds_several_are_refused()
    {
        _box.Run("pool", "new", "vlan", "--from", "100", "--to", "110").Ok();
        _box.Run("pool", "new", "lab", "--from", "100", "--to", "110").Ok();
        _box.Run("vlan", "new", "web", "db").Ok();

        Assert.Equal(18, _box.Run("vlan", "rename", "web", "DB").ExitCode);
        Assert.Equal(11, _box.Run("pool", "rename", "vlan", "Lab").ExitCode);
        Assert.Equal(20, _box.Run("vlan", "rename", "*", "x").ExitCode);
        Assert.Equal(20, _box.Run("service", "rename", "VlanService", "*", "x").ExitCode);
        Assert.Equal(20, _box.Run("vlan", "rename", "x*", "x").ExitCode);
        Assert.Equal("db\nweb\n", _box.Run("vlan", "list", "--names").Ok().Output.ReplaceLineEndings("\n"));
    }
}
