using System.Diagnostics;

namespace Allocation.Benchmarks.Measuring;

/// <summary>The server as a process of its own, over a store that this process uses too.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Serving = " at ";

    private readonly Process _process;
    private readonly Task _drained;

    /// <summary>Starts it, and waits until it serves.</summary>
    /// <param name="store">The store.</param>
    /// <param name="connections">How many connections <see cref="Client"/> opens at most.</param>
    public ServerProcess(BenchmarkStore store, int connections)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "allocation-server.dll"), "--store", "sqlite:" + store.Path, "--urls",
                "http://127.0.0.1:0", "--anonymous", "operator", "--tokens", store.Path + ".tokens"])
        { RedirectStandardError = true })!;
        string? line;
        do line = _process.StandardError.ReadLine() ?? throw new InvalidOperationException("The server ended at once.");
        while (!line.Contains(Serving + "http://", StringComparison.Ordinal));

        // What it says later is read and dropped: a full pipe would stop it.
        _drained = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections })
        {
            BaseAddress = new Uri(line[(line.LastIndexOf(Serving, StringComparison.Ordinal) + Serving.Length)..]),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Calls it.</summary>
    public HttpClient Client { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _drained.Wait();
        _process.Dispose();
    }
}
