using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>Command lines that make no sense, and help.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData]
    [InlineData("vlan")]
    [InlineData("pool", "new", "a")]
    [InlineData("pool", "new", "a", "--from", "x", "--to", "9")]
    [InlineData("pool", "new", "a", "--from", "1", "--to", "99999999999999999999")]
    [InlineData("pool", "new", "a", "--from", "1", "--to", "2", "--strategy", "best")]
    [InlineData("pool", "new", "a", "--from", "1", "--to", "2", "--reuse-delay", "10")]
    [InlineData("vlan", "new")]
    [InlineData("vlan", "new", "a", "--no-such-option")]
    [InlineData("vlan", "remove", "-x")]
    [InlineData("frobnicate")]
    [InlineData("tour", "--store", "sqlite:x.db")]
    [InlineData("tour", "--json")]
    [InlineData("vlan", "list", "--store", "")]
    public void A_wrong_command_line_is_refused_and_does_nothing(params string[] arguments)
    {
        _box.Run(arguments).Misused();
        Assert.Equal(["Usage"], _box.Json(arguments).Misused().ErrorIds);
        Assert.Empty(Directory.GetFileSystemEntries(_box.Folder));
    }

    [Theory]
    [InlineData("--from", "-1", "--to", "5")]
    [InlineData("--from", "5", "--to", "4")]
    [InlineData("--from", "0", "--to", "9", "--exclude", "x")]
    [InlineData("--from", "0", "--to", "9", "--exclude", "6-5")]
    [InlineData("--from", "0", "--to", "9", "--exclude", "")]
    [InlineData("--from", "0", "--to", "9", "--exclude", "9")]
    [InlineData("--from", "0", "--to", "9", "--reuse-delay", "-00:10:00")]
    public void Settings_that_make_no_pool_are_refused(params string[] settings) =>
        _box.Run(["pool", "new", "a", .. settings]).Refused(ErrorKind.InvalidPool);

    [Theory]
    [InlineData("store", "info", "postgres://u:SECRET@h/db")]
    [InlineData("store", "info", "postgres:Host=h;Password=SECRET")]
    public void An_address_in_the_wrong_place_is_not_repeated(params string[] arguments)
    {
        var refused = _box.Run(arguments).Misused();
        Assert.DoesNotContain("SECRET", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", _box.Json(arguments).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_there_for_every_command()
    {
        foreach (var command in new[] { "", "pool", "pool new", "pool list", "pool set", "pool remove", "pool import", "vlan", "vlan new", "vlan list", "vlan resume", "vlan remove", "list", "store", "store info", "tour" })
        {
            var help = _box.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Ok().Output;
            Assert.Contains("--json", help);
        }
    }
}
