using System.Net;
using System.Text.Json;
using Allocation.Core.Access;
using Microsoft.AspNetCore.Authorization;

namespace Allocation.Server.Tests;

public sealed class AccessTests
{
    // Whoever watches the server has no token.
    private static readonly string[] s_open = ["/healthz", "/readyz"];

    [Fact]
    public async Task Without_a_token_every_route_but_those_of_health_is_closed()
    {
        using var server = new RunningServer(new ServerSettings());
        var closed = server.Routes.Where(route => !s_open.Contains(route.RoutePattern.RawText)).ToList();
        Assert.All(closed, route => Assert.Contains(route.Metadata.GetOrderedMetadata<IAuthorizeData>(), need =>
            Enum.TryParse<AccessRole>(need.Policy, out _)));
        foreach (var route in closed)
        {
            using var answer = await server.Client.GetAsync(route.RoutePattern.RawText!.Replace('{', 'x').Replace('}', 'x'));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal("Unauthorized", problem.GetProperty("id").GetString());
        }
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

    [Fact]
    public async Task Health_is_told_to_everybody()
    {
        using var server = new RunningServer(new ServerSettings());
        Assert.Equal("ok\n", await server.Client.GetStringAsync("/healthz"));
        Assert.Equal("ready\n", await server.Client.GetStringAsync("/readyz"));
    }
}
