namespace Allocation.Cli.Tests;

/// <summary>Notes are cleared by options, in every command that changes them.</summary>
public sealed class NoteClearingTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData("vlan", "new", "x")]
    [InlineData("pool", "set", "vlan")]
    [InlineData("take", "vlan", "--name", "x")]
    [InlineData("service", "new", "Note", "x")]
    public void Each_note_is_cleared_alone_and_the_others_stay(params string[] make)
    {
        _box.Run("pool", "new", "vlan", "--from", "1", "--to", "99").Ok();
        _box.Run("service", "register", _box.Write("note.json", """{"name": "Note", "attributes": {"name": "string"}}""")).Ok();
        _box.Run([.. make, "--owner", "network team", "--description", "core switches", "--tag", "site=berlin"]).Ok();
        string[] change = make[0] switch
        {
            "take" => ["set", "x"],
            "pool" => make,
            "vlan" => ["vlan", "set", "x"],
            _ => ["service", "set", "Note", "x"],
        };
        Assert.Equal([false, true, true], Notes(_box.Json([.. change, "--no-owner"])));
        Assert.Equal([false, false, true], Notes(_box.Json([.. change, "--no-description"])));
        Assert.Equal([true, false, false], Notes(_box.Json([.. change, "--no-tags", "--owner", "network team"])));
        foreach (var (given, none) in new[] { ("--owner", "--no-owner"), ("--description", "--no-description"), ("--tag", "--no-tags") })
        {
            Assert.Contains($"{given} must not be combined with {none}.", _box.Run([.. change, given, "a", none]).Misused().Error,
                StringComparison.Ordinal);
        }

        // Nothing was changed by what was refused.
        Assert.Equal([true, false, false], Notes(_box.Json([.. change, "--owner", "network team"])));
    }

    private static bool[] Notes(CliRun run) =>
        [.. new[] { "network team", "core switches", "site=berlin" }
            .Select(note => run.Ok().Output.Contains(note, StringComparison.Ordinal))];
}
