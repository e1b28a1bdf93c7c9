using System.Net;
using Allocation.Core.Access;
using Allocation.Server.Access;
using Microsoft.AspNetCore.Authorization;

namespace Allocation.Server.Tests;

public sealed class AccessTests
{
    // Whoever watches the server has no token, and a browser gets its token there.
    private static readonly string[] s_open = ["/healthz", "/readyz", "/login"];

    [Fact]
    public async Task Without_a_token_every_route_but_those_of_health_is_closed()
    {
        using var server = new RunningServer(new ServerSettings());
        var closed = server.Routes.Where(route => !s_open.Contains(route.RoutePattern.RawText)).ToList();
        Assert.All(closed, route => Assert.Contains(route.Metadata.GetOrderedMetadata<IAuthorizeData>(), need =>
            Enum.TryParse<AccessRole>(need.Policy, out _)));
        foreach (var route in closed)
        {
            using var answer = await server.Send(RunningServer.MethodOf(route),
                route.RoutePattern.RawText!.Replace('{', 'x').Replace('}', 'x'), null, null);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
            Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
        }
    }

    // All at once, because each further one waits.
    [Fact]
    public async Task With_a_wrong_token_every_route_but_those_of_health_is_closed()
    {
        using var server = new RunningServer(new ServerSettings { Anonymous = AccessRole.Reader });
        var closed = server.Routes.Where(route => !s_open.Contains(route.RoutePattern.RawText));
        await Task.WhenAll(closed.Select(async route =>
        {
            var path = route.RoutePattern.RawText!.Replace('{', 'x').Replace('}', 'x');
            using var answer = await server.Send(RunningServer.MethodOf(route), path, "allocation_wrong", null);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }));
    }

    // A page of the web can have its own name mean this machine.
    [Theory]
    [InlineData("evil.example", HttpStatusCode.Unauthorized)]
    [InlineData("localhost.evil.example", HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.Unauthorized)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:8300", HttpStatusCode.OK)]
    [InlineData("[::1]:8300", HttpStatusCode.OK)]
    [InlineData("inside.example", HttpStatusCode.OK)]
    public async Task A_caller_without_a_token_reaches_a_local_server_by_a_name_of_this_machine_only(string host, HttpStatusCode status)
    {
        using var server = new RunningServer(new ServerSettings { Anonymous = AccessRole.Reader, AllowedHosts = ["inside.example"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/pools") { Headers = { Host = host } };
        using var answer = await server.Client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    // Each role may call what it needs and no more; whether the call makes sense is not asked before that.
    [Fact]
    public async Task Every_route_is_open_to_its_role_and_closed_to_the_role_below()
    {
        using var server = new RunningServer();
        var tokens = Enum.GetValues<AccessRole>().ToDictionary(role => role, role => server.Token(role.ToString(), role));
        foreach (var route in server.Routes.Where(route => !s_open.Contains(route.RoutePattern.RawText)))
        {
            var needed = Enum.Parse<AccessRole>(route.Metadata.GetOrderedMetadata<IAuthorizeData>().Single().Policy!);
            foreach (var (role, token) in tokens)
            {
                var path = route.RoutePattern.RawText!.Replace('{', 'x').Replace('}', 'x');
                using var answer = await server.Send(RunningServer.MethodOf(route), path, token, null);
                Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
                Assert.True((answer.StatusCode == HttpStatusCode.Forbidden) == (role < needed), $"{role} {route}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_token_lets_its_caller_in_until_it_is_removed()
    {
        using var server = new RunningServer();
        var secret = server.Token("ci", AccessRole.Reader);
        Assert.Equal(HttpStatusCode.OK, await Status(server, "/api/v1/pools", secret));
        Assert.Equal(HttpStatusCode.OK, await Status(server, "/api/v1/pools", null, ("X-Auth-Token", secret)));
        server.Tokens.Remove("ci");
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, "/api/v1/pools", secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, "/api/v1/pools", null, ("X-Auth-Token", secret)));
    }

    [Fact]
    public async Task A_token_lets_nobody_in_from_its_end_on()
    {
        var clock = new ManualClock();
        using var server = new RunningServer(clock: clock);
        var (_, secret) = server.Tokens.Add("ci", AccessRole.Admin, clock.Time.AddHours(1), clock.Time);
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.OK, await Status(server, "/api/v1/pools", secret));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, "/api/v1/pools", secret));
    }

    // A wrong token is wrong, also where none is needed: the caller meant to be somebody.
    [Theory]
    [InlineData("Authorization", "Bearer x")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Basic eDp4")]
    [InlineData("Authorization", "x")]
    [InlineData("X-Auth-Token", "x")]
    [InlineData("X-Auth-Token", "")]
    public async Task A_wrong_token_is_refused_also_where_none_is_needed(string header, string value)
    {
        using var server = new RunningServer(new ServerSettings { Anonymous = AccessRole.Reader });
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, "/api/v1/pools", null, (header, value)));
    }

    // A proxy may have looked at the one, and the server at the other.
    [Fact]
    public async Task Two_tokens_that_differ_let_nobody_in()
    {
        using var server = new RunningServer(new ServerSettings { Anonymous = AccessRole.Reader });
        var (one, two) = (server.Token("one", AccessRole.Admin), server.Token("two", AccessRole.Admin));
        Assert.Equal(HttpStatusCode.OK, await Status(server, "/api/v1/pools", one, ("X-Auth-Token", one)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, "/api/v1/pools", one, ("X-Auth-Token", two)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, "/api/v1/pools", one, ("X-Auth-Token", "bad")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, "/api/v1/pools", one, ("Authorization", $"Bearer {two}")));
    }

    [Fact]
    public async Task A_token_in_the_user_part_of_an_address_is_not_taken_where_a_browser_could_show_it_by_itself()
    {
        using var server = new RunningServer();
        var basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{server.Token("ci", AccessRole.Admin)}:"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, "/api/v1/pools", null, ("Authorization", $"Basic {basic}")));
    }

    [Fact]
    public async Task A_damaged_file_of_tokens_lets_nobody_in()
    {
        using var server = new RunningServer();
        var secret = server.Token("ci", AccessRole.Admin);
        Assert.Equal(HttpStatusCode.OK, await Status(server, "/api/v1/pools", secret));
        Assert.Equal(HttpStatusCode.OK, await Status(server, "/readyz", null));
        File.AppendAllText(server.Tokens.Path, "x");
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, "/api/v1/pools", secret));

        // Who watches the server sees that it lets nobody in.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(server, "/readyz", null));
    }

    [Fact]
    public void Who_shows_many_wrong_tokens_waits_for_each_further_answer()
    {
        var clock = new ManualClock();
        var wrong = new WrongTokens(clock);
        var (one, other) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        for (var i = 0; i < WrongTokens.Free; i++) Assert.Equal(TimeSpan.Zero, wrong.Count(one));
        Assert.NotEqual(TimeSpan.Zero, wrong.Count(one));
        Assert.Equal(TimeSpan.Zero, wrong.Count(other));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.Zero, wrong.Count(one));
    }

    private static async Task<HttpStatusCode> Status(RunningServer server, string path, string? token,
        params (string Name, string Value)[] headers)
    {
        using var answer = await server.Get(path, token, headers);
        return answer.StatusCode;
    }

    [Fact]
    public async Task Health_is_told_to_everybody()
    {
        using var server = new RunningServer(new ServerSettings());
        Assert.Equal("ok\n", await server.Client.GetStringAsync("/healthz"));
        Assert.Equal("ready\n", await server.Client.GetStringAsync("/readyz"));
    }
}
