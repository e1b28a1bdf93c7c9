using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.PoolFiles;
using static Allocation.Core.Tests.Inventories.PoolFileCalls;

namespace Allocation.Core.Tests.Inventories;

/// <summary>The format by inventory id, and our own field with owners.</summary>
public sealed class PoolFileFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);

    private string Path => _folder.File("vlan.json");

    [Fact]
    public void By_inventory_id_the_key_of_the_claim_is_the_key_in_the_file()
    {
        var file = Of("""{"version": 2, "range": {"from": 100, "to": 103}, "allocations": {"x": 101}}""");

        Assert.Equal(InventoryKind.ById, file.Kind);
        Assert.Equal(new InventoryEntry(100, "k", Claim("k").Tag), file.Allocate(Claim("k"), default));
        AssertJson("""{"version": 3, "range": {"from": 100, "to": 103}, "allocations": {"x": 101, "k": 100}}""");

        // The same claim again takes nothing.
        Assert.Equal(100, file.Allocate(Claim("k"), default).Number);
        Assert.Equal(3, file.Read(default).Version);
        Assert.Equal(100, file.Find(Claim("k").Tag, default)?.Number);
        Assert.Null(file.Find(Claim("other").Tag, default));
        Assert.Equal(["k", "x"], file.List(default).Select(e => e.Id));

        Assert.False(file.Free(new InventoryEntry(101, "unknown"), () => true, default));
        Assert.True(file.Free(new InventoryEntry(100, "k"), () => true, default));
        Assert.False(file.Free(new InventoryEntry(100, "k"), () => true, default));
        AssertJson("""{"version": 4, "range": {"from": 100, "to": 103}, "allocations": {"x": 101}}""");
    }

    [Fact]
    public void A_file_with_owners_finds_by_owner_and_is_still_by_value_for_others()
    {
        var file = Of("""{"range": {"from": 100, "to": 103}, "used": [101]}""", InventoryKind.Tagged);

        Assert.Equal(100, file.Allocate(Claim("k"), default).Number);
        AssertJson("""
            {"range": {"from": 100, "to": 103}, "used": [100, 101], "version": 1,
             "owners": {"100": {"owner": "lease", "name": "a", "attribute": "north_vlan_id", "key": "k"}}}
            """);
        Assert.Equal(InventoryKind.Tagged, new VlanPoolFile(Path, _folder.Path).Kind);
        Assert.Equal(100, file.Find(Claim("k").Tag, default)?.Number);
        Assert.Null(file.Find(Claim("k2").Tag, default));

        // Another lease's number is not freed, whatever number is named.
        Assert.False(file.Free(new InventoryEntry(100, null, Claim("k2", owner: "b").Tag), () => true, default));
        Assert.True(file.Free(new InventoryEntry(100, null, Claim("k").Tag), () => true, default));
        AssertJson("""{"range": {"from": 100, "to": 103}, "used": [101], "version": 2, "owners": {}}""");
    }

    [Fact]
    public void An_owner_of_a_number_that_the_other_program_freed_counts_for_nothing()
    {
        var file = Of("""{"range": {"from": 100, "to": 103}, "used": [], "owners": {"100": {"owner": "lease", "attribute": "north_vlan_id", "key": "k"}}}""");

        Assert.Null(file.Find(Claim("k").Tag, default));
        Assert.Equal(100, file.Allocate(Claim("k2"), default).Number);
        Assert.Equal("k2", file.List(default).Single().Tag!.Key);
    }

    [Fact]
    public void What_others_added_to_an_owner_is_kept_as_long_as_the_owner_is()
    {
        var file = Of("""{"range": {"from": 100, "to": 103}, "used": [100, 101], "owners": {"100": {"owner": "a", "since": 5}, "101": {"owner": "b"}, "102": {"owner": "c"}}}""");

        Assert.Equal(102, file.Allocate(Claim("k"), default).Number);
        Assert.True(file.Free(new InventoryEntry(101), () => true, default));
        AssertJson("""
            {"range": {"from": 100, "to": 103}, "used": [100, 102], "version": 2,
             "owners": {"100": {"owner": "a", "since": 5}, "102": {"owner": "lease", "name": "a", "attribute": "north_vlan_id", "key": "k"}}}
            """);
    }

    [Fact]
    public void What_the_claim_may_not_have_is_passed_over()
    {
        var file = Of("""{"range": {"from": 100, "to": 103}}""");
        var asked = new List<long>();
        var claim = Claim("k") with
        {
            Planned = 101,
            Confirm = number =>
            {
                asked.Add(number);
                return number == 102;
            },
        };

        Assert.Equal(102, file.Allocate(claim, default).Number);
        Assert.Equal([101L, 100L, 101L, 102L], asked);
    }

    [Fact]
    public void Nothing_is_freed_once_it_is_not_ours_any_more()
    {
        var file = Of("""{"range": {"from": 100, "to": 103}, "used": [100]}""");
        Assert.False(file.Free(new InventoryEntry(100), () => false, default));
        Assert.Equal([100L], file.Read(default).Used);
    }

    [Fact]
    public void A_file_of_one_format_is_not_used_as_another()
    {
        Assert.Throws<InvalidPoolFileException>(() => Of("""{"range": {"from": 1, "to": 9}, "allocations": {}}""", InventoryKind.ByValue).Allocate(Claim("k"), default));
        Assert.Throws<InvalidPoolFileException>(() => Of("""{"range": {"from": 1, "to": 9}, "used": [1]}""", InventoryKind.ById).Allocate(Claim("k"), default));
        Assert.Equal(1, Of("""{"range": {"from": 1, "to": 9}}""", InventoryKind.ById).Allocate(Claim("k"), default).Number);
    }

    [Theory]
    [InlineData("""{"range": {"from": 1, "to": 3}, "allocations": [1]}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "allocations": {"a": "1"}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "allocations": {"a": 3}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "allocations": {"a": 1, "b": 1}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "used": [1], "allocations": {"a": 1}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "allocations": {"a": 1, "a": 2}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "owners": [1]}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "owners": {"x": {"owner": "l"}}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "owners": {"1": {"name": "l"}}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "owners": {"1": "l"}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "used": [1], "owners": {"1": {"owner": "l"}, "1": {"owner": "m"}}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "used": [1], "owners": {"1": {"owner": "l"}, "01": {"owner": "m"}}}""")]
    public void A_damaged_file_is_refused_and_stays_as_it_was(string content)
    {
        var file = Of(content);
        Assert.Throws<InvalidPoolFileException>(() => file.Allocate(Claim("k"), default));
        Assert.Equal(content, File.ReadAllText(Path));
    }

    public void Dispose() => _folder.Dispose();

    private VlanPoolFile Of(string content, InventoryKind? kind = null) =>
        new(_folder.Write("vlan.json", content), _folder.Path, null, kind);

    private void AssertJson(string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(File.ReadAllText(Path))), File.ReadAllText(Path));
}
