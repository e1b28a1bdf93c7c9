using System.Text.Json.Nodes;
using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>VLAN pool files: <c>pool import</c> and <c>vlan new --pool-file</c>.</summary>
public sealed class PoolFileTests : IDisposable
{
    private const string Original = """{"range": {"from": 100, "to": 103}, "used": [101]}""";

    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void An_imported_file_is_the_pool_vlan_unless_named_and_its_used_numbers_are_held()
    {
        _box.Write("pool.json", Original);
        var unnamed = _box.Json("pool", "import", "pool.json");
        Assert.Equal(0, unnamed.ExitCode);
        var pool = unnamed.One;
        Assert.Equal("vlan", (string?)pool["Name"]);
        Assert.Equal((3, 1, 2), ((int)pool["Size"]!, (int)pool["Held"]!, (int)pool["Free"]!));
        Assert.Equal("Import", (string?)_box.Json("list").Ok().List.Single()["LeaseKind"]);
        Assert.Equal("other", (string?)_box.Json("pool", "import", "pool.json", "--name", "other").Ok().One["Name"]);
    }

    [Fact]
    public void Both_numbers_come_from_the_file_that_an_option_names()
    {
        var file = _box.Write("pool.json", Original);
        var service = _box.Json("vlan", "new", "a", "--pool-file", "pool.json").Ok().One;
        Assert.Equal((100, 102), ((int)service["NorthVlanId"]!, (int)service["SouthVlanId"]!));
        Assert.Equal([100, 101, 102], Used(file));
        Assert.All(_box.Json("list").Ok().List, a => Assert.StartsWith("file:", (string?)a["Pool"]));
        _box.Run("vlan", "remove", "a").Ok();
        Assert.Equal([101], Used(file));
    }

    [Fact]
    public void The_environment_names_the_file_unless_a_pool_is_named()
    {
        var file = _box.Write("pool.json", Original);
        _box.Environment["VLAN_POOL_FILE"] = "pool.json";
        _box.Run("vlan", "new", "a").Ok();
        Assert.Equal([100, 101, 102], Used(file));
        _box.Run("pool", "new", "p", "--from", "5", "--to", "7").Ok();
        var service = _box.Json("vlan", "new", "b", "--north-pool", "p", "--south-pool", "p").Ok().One;
        Assert.Equal(5, (int)service["NorthVlanId"]!);
    }

    [Fact]
    public void When_the_file_has_one_number_only_it_comes_back()
    {
        var file = _box.Write("pool.json", """{"range": {"from": 100, "to": 101}}""");
        _box.Run("vlan", "new", "a", "--pool-file", file).Refused(ErrorKind.AllocationFailed);
        Assert.Empty(Used(file));
        Assert.Empty(_box.Json("vlan", "list").Ok().List);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"range": {"from": 9, "to": 1}}""")]
    [InlineData("""{"range": {"from": 0, "to": 9}, "used": [10]}""")]
    public void A_damaged_file_is_refused_and_stays_as_it_was(string text)
    {
        var file = _box.Write("pool.json", text);
        _box.Run("pool", "import", "pool.json").Refused(ErrorKind.InvalidPoolFile);
        _box.Run("vlan", "new", "a", "--pool-file", "pool.json").Refused(ErrorKind.InvalidPoolFile);
        Assert.Equal(text, File.ReadAllText(file));
        Assert.Empty(_box.Json("vlan", "list").Ok().List);
    }

    [Fact]
    public void A_missing_file_is_refused_and_not_made()
    {
        _box.Run("pool", "import", "pool.json").Refused(ErrorKind.InvalidPoolFile);
        _box.Run("vlan", "new", "a", "--pool-file", "").Misused();
        _box.Environment["VLAN_POOL_FILE"] = "pool.json";
        _box.Run("vlan", "new", "a").Refused(ErrorKind.InvalidPoolFile);
        Assert.False(File.Exists(_box.PathOf("pool.json")));
    }

    [Fact]
    public void A_pool_and_a_file_together_are_a_mistake() =>
        _box.Run("vlan", "new", "a", "--pool-file", "x", "--south-pool", "p").Misused();

    private static IEnumerable<int> Used(string file) => JsonNode.Parse(File.ReadAllText(file))!["used"]!.AsArray().Select(n => (int)n!);
}
