using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

public sealed class TokenTests : IDisposable
{
    private readonly Sandbox _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public void A_secret_is_shown_once()
    {
        var file = _box.PathOf("tokens.json");
        var secret = _box.Run("token", "new", "ci", "--role", "operator", "--tokens", file).Ok().Output.Trim();
        Assert.StartsWith("allocation_", secret, StringComparison.Ordinal);
        var made = _box.Run("token", "new", "bot", "--expires", "2131-01-01", "--tokens", file, "--json").Ok().One;
        Assert.Equal(["Name", "Role", "Pool", "CreatedAt", "ExpiresAt", "Secret"], made.Select(part => part.Key));

        _box.Run("token", "new", "net", "--pool", "p*", "--pool", "vlan", "--tokens", file).Ok();
        _box.Run("token", "new", "none", "--pool", "a\u0007", "--tokens", file).Refused(ErrorKind.InvalidToken);
        Assert.Contains("p*, vlan", _box.Run("token", "list", "--tokens", file).Ok().Output, StringComparison.Ordinal);
        var net = _box.Run("token", "remove", "net", "--tokens", file, "--json").Ok().One;
        Assert.Equal(["p*", "vlan"], net["Pool"]!.AsArray().Select(pool => (string)pool!));

        var list = _box.Run("token", "list", "--tokens", file, "--json").Ok();
        Assert.Equal(["bot Reader", "ci Operator"], list.List.Select(token => $"{token["Name"]} {token["Role"]}"));
        Assert.DoesNotContain("Secret", list.Output, StringComparison.Ordinal);

        _box.Run("token", "new", "CI", "--tokens", file).Refused(ErrorKind.TokenExists);
        _box.Run("token", "remove", "ci", "--tokens", file).Ok();
        _box.Run("token", "remove", "ci", "--tokens", file).Refused(ErrorKind.TokenNotFound);
    }
}
