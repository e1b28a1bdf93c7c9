using Allocation.Core.Access;
using Allocation.Core.Errors;

namespace Allocation.Core.Tests.Access;

public sealed class TokenFileTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2031, 4, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly TokenFile _file;

    public TokenFileTests() => _file = new TokenFile(_folder.File("tokens.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_not_there_has_no_tokens() => Assert.Empty(_file.Read());

    [Fact]
    public void A_token_is_found_by_its_secret_alone_and_the_file_does_not_have_it()
    {
        var (token, secret) = _file.Add("ci", AccessRole.Operator, s_now.AddDays(1), s_now);
        _file.Add("eve", AccessRole.Reader, null, s_now);
        Assert.Equal(token, TokenSecret.Find(_file.Read(), secret));
        Assert.Null(TokenSecret.Find(_file.Read(), secret + "0"));
        Assert.Null(TokenSecret.Find(_file.Read(), token.SecretHash));
        Assert.DoesNotContain(secret["allocation_".Length..], File.ReadAllText(_file.Path), StringComparison.Ordinal);
        Assert.True(token.IsValidAt(s_now.AddDays(1).AddTicks(-1)));
        Assert.False(token.IsValidAt(s_now.AddDays(1)));
    }

    [Fact]
    public void A_name_is_there_once_in_any_case_until_it_is_removed()
    {
        _file.Add("ci", AccessRole.Reader, null, s_now);
        Assert.Throws<TokenExistsException>(() => _file.Add("CI", AccessRole.Reader, null, s_now));
        Assert.Equal("ci", _file.Remove("Ci").Name);
        Assert.Throws<TokenNotFoundException>(() => _file.Remove("ci"));
        Assert.Empty(_file.Read());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("a\nb", 1)]
    [InlineData("a", 0)]
    public void What_makes_no_token_is_refused(string name, int days) =>
        Assert.Throws<InvalidTokenException>(() => _file.Add(name, AccessRole.Reader, s_now.AddDays(days), s_now));

    [Fact]
    public void A_token_of_some_pools_stays_one()
    {
        var (_, secret) = _file.Add("net", AccessRole.Operator, null, s_now, pools: ["lan-*", "vlan"]);
        Assert.Equal(["lan-*", "vlan"], TokenSecret.Find(_file.Read(), secret)!.Pools);
        Assert.Throws<InvalidTokenException>(() => _file.Add("a", AccessRole.Reader, null, s_now, pools: []));
        Assert.Throws<InvalidTokenException>(() => _file.Add("a", AccessRole.Reader, null, s_now, pools: ["vlan", " "]));

        // No pools would not mean all of them.
        File.WriteAllText(_file.Path, File.ReadAllText(_file.Path).Replace("\"lan-*\",", "", StringComparison.Ordinal)
            .Replace("\"vlan\"", "", StringComparison.Ordinal));
        Assert.Throws<InvalidTokenException>(_file.Read);
    }

    [Fact]
    public void Only_the_owner_can_read_the_file_and_one_that_others_can_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        _file.Add("ci", AccessRole.Reader, null, s_now);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_file.Path));
        File.SetUnixFileMode(_file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Throws<InvalidTokenException>(_file.Read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("""[{"Name": "a", "Role": "Root", "SecretHash": "x", "CreatedAt": "2031-01-01T00:00:00Z", "ExpiresAt": null}]""")]
    public void A_damaged_file_lets_nobody_in(string text)
    {
        File.WriteAllText(_file.Path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Throws<InvalidTokenException>(_file.Read);
    }
}
