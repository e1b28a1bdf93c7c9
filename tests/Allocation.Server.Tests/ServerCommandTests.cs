using System.CommandLine;
using Allocation.Core.Access;
using Allocation.Server.Logging;

namespace Allocation.Server.Tests;

public sealed class ServerCommandTests
{
    [Fact]
    public void Nothing_said_means_this_machine_only_and_no_caller_without_a_token()
    {
        var settings = Read();
        Assert.Equal(["http://localhost:8300"], settings.Urls);
        Assert.True(settings.IsLocal);
        Assert.Null(settings.Anonymous);
    }

    [Fact]
    public void What_is_said_is_read()
    {
        var settings = Read("--urls", "http://0.0.0.0:80", "--urls", "http://unix:/run/a.sock", "--anonymous", "reader", "--log", "json",
            "--allow-host", "inside.example", "--manage", "--certificate", "/c.pem", "--urls", "https://*:443");
        Assert.Equal(["http://0.0.0.0:80", "http://unix:/run/a.sock", "https://*:443"], settings.Urls);
        Assert.False(settings.IsLocal);
        Assert.Equal(AccessRole.Reader, settings.Anonymous);
        Assert.Equal(LogForm.Json, settings.Log);
        Assert.Equal(["inside.example"], settings.AllowedHosts);
        Assert.True(settings.Manages);
        Assert.Equal(Path.GetFullPath("/c.pem"), settings.Certificate);
    }

    [Theory]
    [InlineData("--urls", "x")]
    [InlineData("--urls", "ftp://localhost")]
    [InlineData("--urls", "http://localhost:x")]
    [InlineData("--urls", "https://localhost:1")]
    [InlineData("--certificate-key", "x")]
    [InlineData("--urls", "http://localhost:70000")]
    [InlineData("--urls", "http://server.example:80")]
    [InlineData("--urls", "http://localhost/path")]
    [InlineData("--anonymous", "admin")]
    [InlineData("--log", "xml")]
    [InlineData("--nothing", "x")]
    public void What_makes_no_sense_is_refused(string option, string value) => Assert.NotEmpty(Parse(option, value).Errors);

    // On the network, never more than looking.
    [Theory]
    [InlineData("http://localhost:1", 0)]
    [InlineData("http://unix:/run/a.sock", 0)]
    [InlineData("http://*:1", 1)]
    [InlineData("http://192.0.2.1:1", 1)]
    public void A_caller_without_a_token_may_change_something_on_this_machine_only(string url, int errors) =>
        Assert.Equal(errors, Parse("--anonymous", "operator", "--urls", url).Errors.Count);

    [Theory]
    [InlineData("http://localhost:1", true)]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData("http://[::1]:1", true)]
    [InlineData("http://unix:/run/a.sock", true)]
    [InlineData("http://*:1", false)]
    [InlineData("http://0.0.0.0:1", false)]
    [InlineData("http://[::]:1", false)]
    public void An_address_of_this_machine_is_told_from_others(string url, bool isLocal) =>
        Assert.Equal(isLocal, ListenAddress.IsLocal(url));

    private static ServerSettings Read(params string[] args)
    {
        var command = new ServerCommand();
        return command.Read(command.Parse(args));
    }

    private static ParseResult Parse(params string[] args) => new ServerCommand().Parse(args);
}
