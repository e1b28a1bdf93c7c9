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
    private readonly List<string> _warned = [];
    private readonly List<string> _told = [];
    private readonly PoolsYamlWatch _watch;

    public PoolsYamlWatchTests() => _watch = new(_site.Pools, _site.Path("pools.yaml"), new PoolsYamlReader(), _warned.Add, _told.Add);

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
        Assert.Empty(_warned);
    }

    [Fact]
    public void What_changed_is_told_once_for_each_edit()
    {
        Write(Both);
        Look();
        Assert.EndsWith("pools.yaml was imported: pool 'a' is new; pool 'b' is new.", Assert.Single(_told), StringComparison.Ordinal);
        Edit("a: {cmd_new: 'true', cmd_delete: 'echo secret', max: 7, start_delay: 1.5, delete_failed_start: false, tags: [x]}\nb: " +
            "{cmd_new: 'true', cmd_delete: 'true'}\n");
        Assert.EndsWith("was imported: pool 'a': cmd_delete, max 1 to 7, start_delay 0 to 1.5, tags, delete_failed_start true to false.",
            _told[1], StringComparison.Ordinal);
        Edit("a: {cmd_new: 'true', cmd_delete: 'echo secret', max: 7, start_delay: 1.5, delete_failed_start: false, tags: [x]}\nc: " +
            "{cmd_new: 'true', cmd_delete: 'true'}\n");
        Assert.EndsWith("was imported: pool 'c' is new.", _told[2], StringComparison.Ordinal);
        Edit("# a comment\n" + File.ReadAllText(_site.Path("pools.yaml")));
        Assert.EndsWith("was imported: no pool changed.", _told[3], StringComparison.Ordinal);
        Assert.Equal(4, _told.Count);
        Assert.Contains("'b'", Assert.Single(_warned), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_whose_pools_are_all_there_already_is_told_at_its_first_edit_only()
    {
        _site.Pools.Import(_site.Read(Both));
        Look();
        Assert.Empty(_told);
        Edit(Both.Replace("max: 1", "max: 2", StringComparison.Ordinal));
        Assert.EndsWith("was imported: pool 'a': max 1 to 2.", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_looked_at_is_what_is_imported()
    {
        var watch = new PoolsYamlWatch(_site.Pools, _site.Path("pools.yaml"),
            new EditingReader(() => Write("# other content of the same file\n")), _warned.Add, _told.Add);
        Write(Both);
        watch.Look(TestContext.Current.CancellationToken);
        Assert.Equal([("a", 1), ("b", 4)], Pools);
        Assert.Empty(_warned);
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
        Assert.Empty(_warned);
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
        Assert.Single(_warned);
        Assert.Equal([("a", 1), ("b", 4)], Pools);
        Write(Both.Replace("max: 1", "max: 2", StringComparison.Ordinal));
        Look();
        Look();
        Assert.Equal([("a", 2), ("b", 4)], Pools);
        Assert.Single(_warned);
    }

    [Fact]
    public void A_file_that_is_broken_from_the_beginning_is_told_and_taken_once_it_is_mended()
    {
        Write("a: [");
        Look();
        Look();
        Assert.Single(_warned);
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
        Assert.Contains("'b'", Assert.Single(_warned), StringComparison.Ordinal);
        Assert.Equal([("a", 1)], Pools);
    }

    // The second look at it counts.
    private void Edit(string content)
    {
        Write(content);
        for (var i = 0; i < 4; i++) Look();
    }

    private void Look() => _watch.Look(TestContext.Current.CancellationToken);

    private void Write(string content) => File.WriteAllText(_site.Path("pools.yaml"), content);

    // Somebody edits the file just when it is read.
    private sealed class EditingReader(Action edit) : IPoolsYamlReader
    {
        public PoolsYamlNode Read(string path, string text)
        {
            edit();
            return new PoolsYamlReader().Read(path, text);
        }
    }
}
