using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>Stands between a client and a server on a socket of its own, and cuts the line where a test says.</summary>
internal sealed class PostgresProxy : IDisposable
{
    private const string SocketName = ".s.PGSQL.5432";

    private readonly string _server;
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentBag<Socket> _lines = [];
    private volatile Cut _cut;
    private int _passes;
    private volatile Cut _passedLast;
    private int _roundTrips;
    private volatile bool _isClosed;

    public PostgresProxy(string serverFolder)
    {
        _server = Path.Combine(serverFolder, SocketName);
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.Path, SocketName)));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public enum Cut
    {
        Never,

        /// <summary>What the client sends next does not reach the server.</summary>
        Request,

        /// <summary>What the client sends next is done by the server, and its answer does not come back.</summary>
        Answer,
    }

    public string Folder => _folder.Path;

    /// <summary>How often a client has asked and waited, when one connection is used at a time: a request is counted when it is the first
    /// after an answer.</summary>
    public int RoundTrips => Volatile.Read(ref _roundTrips);

    /// <summary>Cuts the line once.</summary>
    /// <param name="cut">Where.</param>
    /// <param name="after">How many messages of that kind go through before.</param>
    public void CutNext(Cut cut, int after = 0) => (_passes, _cut) = (after, cut);

    /// <summary>Cuts all lines there are; what the server has received it still does.</summary>
    public void CutNow()
    {
        while (_lines.TryTake(out var line)) line.Dispose();
    }

    /// <summary>Takes no new connections any more.</summary>
    public void Close() => _isClosed = true;

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    private void Accept()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = _listener.Accept();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }

            if (_isClosed)
            {
                client.Dispose();
                continue;
            }

            var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            server.Connect(new UnixDomainSocketEndPoint(_server));
            _lines.Add(client);
            _lines.Add(server);
            new Thread(() => Pass(client, server, Cut.Request)) { IsBackground = true }.Start();
            new Thread(() => Pass(server, client, Cut.Answer)) { IsBackground = true }.Start();
        }
    }

    // Before it is passed on: its answer comes afterwards, on another thread.
    private void Note(Cut direction)
    {
        if (direction == Cut.Request && _passedLast != Cut.Request) Interlocked.Increment(ref _roundTrips);
        _passedLast = direction;
    }

    private void Pass(Socket from, Socket to, Cut here)
    {
        var buffer = new byte[65536];
        try
        {
            while (from.Receive(buffer) is > 0 and var count)
            {
                if (_cut == here && Interlocked.Decrement(ref _passes) < 0)
                {
                    _cut = Cut.Never;
                    break;
                }

                Note(here);
                to.Send(buffer.AsSpan(0, count));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The other direction has cut the line.
            buffer = [];
        }

        from.Dispose();
        to.Dispose();
    }
}
