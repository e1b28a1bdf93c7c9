using System.Text;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Pools;

namespace Allocation.Core.Tests.Inventories;

public sealed class VlanPoolFileTests : IDisposable
{
    private static readonly HashSet<long> s_none = [];

    private readonly TemporaryFolder _folder = new(inMemory: true);

    private string Path => _folder.File("vlan.json");

    [Fact]
    public void It_gives_the_lowest_free_number_and_raises_the_version()
    {
        var file = Of("""{"version": 7, "range": {"from": 100, "to": 200}, "used": [100, 102]}""");

        Assert.Equal(101, Take(file));
        Assert.Equal(103, Take(file));

        AssertJson("""{"version": 9, "range": {"from": 100, "to": 200}, "used": [100, 101, 102, 103]}""");
        Assert.Equal("file:" + Path, file.Pool);
    }

    [Fact]
    public void It_gives_the_number_that_is_asked_for()
    {
        var file = Of("""{"range": {"from": 100, "to": 200}}""");

        Assert.Equal(150, file.Take(150, s_none, CancellationToken.None));

        Assert.Throws<ValueTakenException>(() => file.Take(150, s_none, CancellationToken.None));
        Assert.Throws<ValueTakenException>(() => file.Take(151, new HashSet<long> { 151 }, CancellationToken.None));
        Assert.Throws<ValueOutOfRangeException>(() => file.Take(200, s_none, CancellationToken.None));
        AssertJson("""{"range": {"from": 100, "to": 200}, "version": 1, "used": [150]}""");
    }

    [Fact]
    public void It_passes_over_numbers_that_the_file_forgot_but_the_ledger_holds()
    {
        var file = Of("""{"range": {"from": 100, "to": 103}, "used": [101]}""");

        Assert.Equal(102, file.Take(null, new HashSet<long> { 100 }, CancellationToken.None));
        Assert.Throws<PoolExhaustedException>(() => file.Take(null, new HashSet<long> { 100 }, CancellationToken.None));
    }

    [Fact]
    public void It_takes_a_number_back_once()
    {
        var file = Of("""{"range": {"from": 100, "to": 103}, "used": [100, 101]}""");

        Assert.True(file.Release(100, CancellationToken.None));
        var after = File.ReadAllBytes(Path);
        Assert.False(file.Release(100, CancellationToken.None));

        Assert.Equal(after, File.ReadAllBytes(Path));
        AssertJson("""{"range": {"from": 100, "to": 103}, "version": 1, "used": [101]}""");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"version": 3, "used": []}""")]
    [InlineData("""{"range": null, "used": null, "version": null}""")]
    [InlineData("""{"range": {}}""")]
    public void Without_a_range_it_is_empty(string content)
    {
        var file = Of(content);

        Assert.Equal(default(NumberRange), file.Read(CancellationToken.None).Range);
        Assert.Throws<PoolExhaustedException>(() => Take(file));
        Assert.Throws<ValueOutOfRangeException>(() => file.Take(0, s_none, CancellationToken.None));
        Assert.Equal(content, File.ReadAllText(Path));
    }

    [Fact]
    public void A_file_as_the_original_example_writes_it_is_read()
    {
        var content = Of("""{"version": 0, "range": {"from": 0, "to": 2}, "used": [0]}""").Read(CancellationToken.None);

        Assert.Equal(0, content.Version);
        Assert.Equal(new NumberRange(0, 2), content.Range);
        Assert.Equal([0L], content.Used);
    }

    [Fact]
    public void Fields_that_we_do_not_know_are_kept()
    {
        var file = Of("""{"owner": "Zoë <z@example.org>", "version": 1, "range": {"from": 1, "to": 3, "note": 1.50}, "used": [], "more": [{"a": null}, 1e3, "😀"]}""");

        Take(file);

        AssertJson("""{"owner": "Zoë <z@example.org>", "version": 2, "range": {"from": 1, "to": 3, "note": 1.50}, "used": [1], "more": [{"a": null}, 1e3, "😀"]}""");
        Assert.Contains("Zoë <z@example.org>", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_no_obstacle()
    {
        File.WriteAllText(Path, """{"range": {"from": 1, "to": 3}}""", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(1, Take(new VlanPoolFile(Path, _folder.Path)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"range": {"from": 1, "to": 3}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}} x""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "range": {"from": 1, "to": 9}}""")]
    [InlineData("""{"range": {"from": 1, "from": 2, "to": 3}}""")]
    [InlineData("""{"range": 5}""")]
    [InlineData("""{"range": [1, 3]}""")]
    [InlineData("""{"range": {"from": "1", "to": 3}}""")]
    [InlineData("""{"range": {"from": 1.5, "to": 3}}""")]
    [InlineData("""{"range": {"from": 1, "to": 99999999999999999999}}""")]
    [InlineData("""{"range": {"from": 3, "to": 1}}""")]
    [InlineData("""{"range": {"from": -1, "to": 3}}""")]
    [InlineData("""{"version": "1", "range": {"from": 1, "to": 3}}""")]
    [InlineData("""{"version": 9223372036854775807, "range": {"from": 1, "to": 3}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "used": 1}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "used": {"1": 1}}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "used": ["1"]}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "used": [null]}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "used": [1, 1]}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "used": [3]}""")]
    [InlineData("""{"used": [3]}""")]
    [InlineData("""{"range": {"from": 1, "to": 3}, "note": "\ud800"}""")]
    public void A_damaged_file_is_refused_and_stays_as_it_was(string content)
    {
        var file = Of(content);

        Assert.Equal(Path, Assert.Throws<InvalidPoolFileException>(() => Take(file)).Path);

        Assert.Equal(content, File.ReadAllText(Path));
        Assert.Throws<InvalidPoolFileException>(() => file.Take(1, s_none, CancellationToken.None));
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_refused_and_stays_as_it_was()
    {
        byte[] content = [.. """{"range": {"from": 1, "to": 3}, "note": """u8, (byte)'"', 0xFF, (byte)'"', (byte)'}'];
        File.WriteAllBytes(Path, content);

        Assert.Throws<InvalidPoolFileException>(() => Take(new VlanPoolFile(Path, _folder.Path)));

        Assert.Equal(content, File.ReadAllBytes(Path));
    }

    [Fact]
    public void A_missing_file_is_refused_and_nothing_is_made_in_its_place()
    {
        var file = new VlanPoolFile("vlan.json", _folder.Path);

        Assert.Throws<InvalidPoolFileException>(() => Take(file));
        Assert.Throws<InvalidPoolFileException>(() => file.Release(1, CancellationToken.None));
        Assert.Throws<InvalidPoolFileException>(() => file.Read(CancellationToken.None));
        Assert.Throws<InvalidPoolFileException>(() => Take(new VlanPoolFile(_folder.Path, _folder.Path)));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_refused_and_stays_as_it_was()
    {
        // Beside a file with so long a name there is no room for the longer name of its replacement, whoever asks.
        var path = _folder.Write(new string('x', 240), """{"range": {"from": 1, "to": 3}, "used": [2]}""");
        var before = File.ReadAllBytes(path);
        var file = new VlanPoolFile(path, _folder.Path);

        Assert.Throws<InvalidPoolFileException>(() => Take(file));
        Assert.Throws<InvalidPoolFileException>(() => file.Release(2, CancellationToken.None));

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path, path + ".lock"], Directory.GetFileSystemEntries(_folder.Path).Order());
    }

    [Fact]
    public void A_full_file_stays_as_it_was()
    {
        var content = """{"range": {"from": 1, "to": 3}, "used": [2, 1]}""";
        var file = Of(content);

        Assert.Throws<PoolExhaustedException>(() => Take(file));

        Assert.Equal(content, File.ReadAllText(Path));
    }

    [Fact]
    public void While_another_holds_the_lock_nothing_is_read_or_written()
    {
        var content = """{"range": {"from": 1, "to": 3}}""";
        Of(content);
        var file = new VlanPoolFile(Path, _folder.Path, TimeSpan.FromMilliseconds(20));

        using (FileLock.Take(Path + ".lock", TimeSpan.Zero, CancellationToken.None))
        {
            Assert.IsType<WaitTimeoutException>(Assert.Throws<PoolFileBusyException>(() => Take(file)).InnerException);
            Assert.Throws<PoolFileBusyException>(() => file.Read(CancellationToken.None));
            Assert.Throws<PoolFileBusyException>(() => file.Release(1, CancellationToken.None));
        }

        Assert.Equal(content, File.ReadAllText(Path));
        Assert.Equal(1, Take(file));
    }

    [Fact]
    public void Cancellation_ends_the_wait_for_the_lock()
    {
        var file = Of("""{"range": {"from": 1, "to": 3}}""");
        using var held = FileLock.Take(Path + ".lock", TimeSpan.Zero, CancellationToken.None);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        Assert.ThrowsAny<OperationCanceledException>(() => file.Take(null, s_none, cancellation.Token));
    }

    [Fact]
    public void It_keeps_the_permissions_of_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        if (OperatingSystem.IsWindows()) return;
        var file = Of("""{"range": {"from": 1, "to": 3}}""");
        var shared =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        File.SetUnixFileMode(Path, shared);

        Take(file);

        Assert.Equal(shared, File.GetUnixFileMode(Path));
        Assert.Equal([Path, Path + ".lock"], Directory.GetFileSystemEntries(_folder.Path).Order());
    }

    public void Dispose() => _folder.Dispose();

    private VlanPoolFile Of(string content) => new(_folder.Write("vlan.json", content), _folder.Path);

    private static long Take(VlanPoolFile file) => file.Take(null, s_none, CancellationToken.None);

    private void AssertJson(string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(File.ReadAllText(Path))), File.ReadAllText(Path));
}
