using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>A server that answers what only looks, and keeps that connection open; after a change it closes the connection in good order,
/// without an answer.</summary>
internal sealed class ClosingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ClosingServer(string answer)
    {
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}/");
        _ = Serve(answer);
    }

    public Uri Address { get; }

    /// <summary>The methods of what was asked.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task Serve(string answer)
    {
        try
        {
            while (true) _ = Talk(await _listener.AcceptTcpClientAsync(), answer);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client, string answer)
    {
        using (client)
        using (var reader = new StreamReader(client.GetStream(), Encoding.ASCII))
        {
            while (await reader.ReadLineAsync() is { Length: > 0 } first)
            {
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                    // No request here has a body.
                }

                Asked.Enqueue(first.Split(' ')[0]);
                if (!first.StartsWith("GET", StringComparison.Ordinal)) return;
                await client.GetStream()
                    .WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {answer.Length}\r\n\r\n{answer}"));
            }
        }
    }
}
