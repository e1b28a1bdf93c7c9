using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>What can match nothing known is an error, reading makes no store, and errors say which store was used.</summary>
public sealed class SilenceTests : IDisposable
{
    private readonly Sandbox _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public void An_unknown_state_is_an_error_that_lists_the_states()
    {
        Fill();
        Assert.Contains("terminated", _box.Run("vlan", "list", "--state", "bogus").Refused(ErrorKind.InvalidService).Error);
        Assert.Contains("terminated", _box.Run("service", "get", "--state", "up", "--state", "bogus")
            .Refused(ErrorKind.InvalidService).Error);
        Assert.Equal(["a", "b"], _box.Json("vlan", "list", "--state", "UP", "--state", "rejected")
            .Ok().List.Select(s => (string?)s["Name"]));
        Assert.Equal(["a", "b"], _box.Json("service", "get", "--state", "u*").Ok().List.Select(s => (string?)s["Name"]));
    }

    [Fact]
    public void A_pool_that_there_is_not_is_an_error_that_names_the_store()
    {
        Fill();
        var error = _box.Run("list", "--pool", "typo").Refused(ErrorKind.PoolNotFound).Error;
        Assert.Contains("store.db, because ALLOCATION_STORE names it", error);
        Assert.Contains("because this command names it",
            _box.Run("pool", "list", "typo", "--store", "sqlite:store.db").Refused(ErrorKind.PoolNotFound).Error);
        Assert.Contains("store.db, because", _box.Run("vlan", "new", "x", "--north-pool", "typo").Refused(ErrorKind.PoolNotFound).Error);
    }

    [Theory]
    [InlineData("pool list")]
    [InlineData("vlan list")]
    [InlineData("service get")]
    [InlineData("service definitions")]
    [InlineData("ticket list")]
    [InlineData("resource list")]
    [InlineData("list")]
    [InlineData("inventory list")]
    [InlineData("repair list")]
    [InlineData("report report.html")]
    [InlineData("vlan remove a")]
    public void A_store_that_is_not_there_is_not_made(string command)
    {
        Assert.Contains("it does not exist, and this command creates none. It was chosen because ALLOCATION_STORE names it",
            _box.Run(command.Split(' ')).Refused(ErrorKind.StoreUnavailable).Error);
        Assert.False(File.Exists(_box.PathOf("store.db")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("---")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_file_without_pools_is_refused(string yaml)
    {
        _box.Run("pool", "import",
            _box.Write("pools.yaml", "a: {cmd_new: 'true', cmd_delete: 'true'}\nb: {cmd_new: 'true', cmd_delete: 'true'}")).Ok();
        _box.Run("pool", "import", _box.Write("pools.yaml", yaml)).Refused(ErrorKind.InvalidPoolFile);
        var imported = _box.Json("pool", "import", _box.Write("pools.yaml", "b: {cmd_new: 'true', cmd_delete: 'true'}")).Ok().List;
        Assert.Equal([("b", false), ("a", true)], imported.Select(p => ((string)p["Name"]!, (bool)p["Removed"]!)));
    }

    private void Fill()
    {
        _box.Run("pool", "new", "vlan", "--from", "100", "--to", "200").Ok();
        _box.Run("vlan", "new", "a", "b").Ok();
    }
}
