using System.Net.Sockets;
using System.Text;
using Allocation.Core.Access;

namespace Allocation.Server.Tests;

/// <summary>A server that stops waits for what is under way, and for no request that does not come.</summary>
public sealed class StoppingTests
{
    private static readonly TimeSpan s_forEver = HangLimit.Time * 2;

    [Theory]
    [InlineData("GET /api/v1/pools HTTP/1.1\r\nHost: local")]
    [InlineData("GET /api/v1/pools HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("POST /api/v1/tickets HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("PUT /api/v1/definitions/x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n<")]
    public async Task A_request_that_never_comes_whole_holds_up_nobody(string half)
    {
        using var server = new RunningServer(new ServerSettings { Farewell = s_forEver });
        var secret = server.Token("root", AccessRole.Admin);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port);
        var head = half.Replace("Host:", $"Authorization: Bearer {secret}\r\nHost:", StringComparison.Ordinal);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));

        // Its connection is known, and the head has come as far as it does.
        using (var other = await server.Get("/api/v1/pools", secret)) Assert.True(other.IsSuccessStatusCode);
        await server.Stop().WaitAsync(HangLimit.Time);
    }
}
