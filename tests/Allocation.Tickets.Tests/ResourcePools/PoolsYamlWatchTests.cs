using Allocation.Core.Pools;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Stores.Yaml;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>A pools.yaml that a manager keeps to.</summary>
public sealed class PoolsYamlWatchTests : IDisposable
{
    private const string Both = "a: {cmd_new: 'true', cmd_delete: 'true', max: 1}\nb: {cmd_new: 'true', cmd_delete: 'true'}\n";

    private readonly Site _site = new();
    private readonly List<string> _told = [];
    private readonly PoolsYamlWatch _watch;

    public PoolsYamlWatchTests() => _watch = new(_site.Pools, _site.Path("pools.yaml"), new PoolsYamlReader(), _told.Add);

    public void Dispose() => _site.Dispose();

    private IReadOnlyList<(string, int)> Pools => [.. _site.Pools.Find(new NamePattern(null)).Select(p => (p.Name, p.Max))];

    [Fact]
    public void It_is_imported_at_the_first_look_and_new_content_at_the_second_look_that_finds_it()
    {
        Write(Both);
        Look();
        Assert.Equal([("a", 1), ("b", 4)], Pools);
        Write(Both.Replace("max: 1", "max: 9", StringComparison.Ordinal));
        Look();
        Assert.Equal([("a", 1), ("b", 4)], Pools);
        Look();
        Assert.Equal([("a", 9), ("b", 4)], Pools);
        Assert.Empty(_told);
    }

    [Fact]
    public void A_file_that_is_being_written_removes_no_pool()
    {
        Write(Both);
        Look();
        Write(Both[..Both.IndexOf('b', StringComparison.Ordinal)]);
        Look();
        Write(Both);
        Look();
        Look();
        Assert.Equal(["a", "b"], Pools.Select(p => p.Item1));
        Assert.Empty(_told);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("a: [")]
    [InlineData("a: {cmd_new: 'true'}")]
    [InlineData(null)]
    public void A_broken_or_empty_or_missing_file_changes_nothing_and_is_told_once(string? content)
    {
        Write(Both);
        Look();
        if (content is null) File.Delete(_site.Path("pools.yaml"));
        else Write(content);
        for (var i = 0; i < 5; i++) Look();
        Assert.Single(_told);
        Assert.Equal([("a", 1), ("b", 4)], Pools);
        Write(Both.Replace("max: 1", "max: 2", StringComparison.Ordinal));
        Look();
        Look();
        Assert.Equal([("a", 2), ("b", 4)], Pools);
        Assert.Single(_told);
    }

    [Fact]
    public void A_file_that_is_broken_from_the_beginning_is_told_and_taken_once_it_is_mended()
    {
        Write("a: [");
        Look();
        Look();
        Assert.Single(_told);
        Write(Both);
        Look();
        Look();
        Assert.Equal(2, Pools.Count);
    }

    [Fact]
    public void What_somebody_changed_in_the_store_stays_until_the_file_changes_and_a_pool_that_left_it_is_told()
    {
        Write(Both);
        Look();
        _site.Change("a", s => s with { Max = 7 });
        Look();
        Look();
        Assert.Equal([("a", 7), ("b", 4)], Pools);
        Write(Both[..Both.IndexOf('b', StringComparison.Ordinal)]);
        Look();
        Look();
        Assert.Contains("'b'", Assert.Single(_told), StringComparison.Ordinal);
        Assert.Equal([("a", 1)], Pools);
    }

    private void Look() => _watch.Look(TestContext.Current.CancellationToken);

    private void Write(string content) => File.WriteAllText(_site.Path("pools.yaml"), content);
}
