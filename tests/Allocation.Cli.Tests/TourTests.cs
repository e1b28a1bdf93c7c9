namespace Allocation.Cli.Tests;

/// <summary><c>tour</c>.</summary>
public sealed class TourTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void The_tour_shows_the_rollback_with_the_cmdlets_beside_it_and_leaves_nothing()
    {
        var temporary = Directory.CreateDirectory(_box.PathOf("temporary")).FullName;
        foreach (var variable in new[] { "TMPDIR", "TMP", "TEMP" }) _box.Environment[variable] = temporary;
        var output = _box.Run("tour").Ok().Output;

        Assert.Contains("AllocationFailed: ", output);
        Assert.Contains("rejected", output);
        Assert.Contains("terminated", output);
        foreach (var cmdlet in new[] { "Import-AllocationPool", "New-VlanService", "Get-Allocation ", "New-AllocationPool", "-KeepPartial",
            "Resume-VlanService", "Remove-VlanService" })
            Assert.Contains(cmdlet, output);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
        Assert.False(File.Exists(_box.PathOf("store.db")));
    }

    [Fact]
    public void Its_sentences_fit_80_columns()
    {
        // Tables have as many columns as there are; in a terminal they are drawn to fit.
        var sentences = _box.Run("tour").Ok().Output.Split('\n').Where(line => !line.Contains("  ", StringComparison.Ordinal));
        Assert.All(sentences, line => Assert.InRange(line.Length, 0, 79));
    }

    [Fact]
    public void What_the_tour_tells_to_type_can_be_typed()
    {
        var lines = _box.Run("tour").Ok().Output.Split('\n').Select(l => l.Trim())
            .Where(l => l.StartsWith("$ allocation ", StringComparison.Ordinal)).ToList();
        Assert.Equal(12, lines.Count);
        _box.Write("vlan.json", """{"range": {"from": 100, "to": 200}}""");
        var codes = lines.Select(line => _box.Run(line["$ allocation ".Length..].Split(' ')).ExitCode).ToList();
        Assert.Equal([0, 0, 0, 0, 25, 0, 25, 0, 0, 0, 0, 0], codes);
    }
}
