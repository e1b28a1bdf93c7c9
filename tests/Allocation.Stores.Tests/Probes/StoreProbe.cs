using System.Diagnostics;

namespace Allocation.Stores.Tests.Probes;

/// <summary>A probe process on a store, and what it has reported so far.</summary>
public sealed class StoreProbe : IDisposable
{
    private readonly Process _process;
    private readonly Thread _reader;
    private readonly List<string> _lines = [];
    private readonly ManualResetEventSlim _said = new();
    private readonly Task<string> _errors;

    /// <summary>Starts the process; it works only once it is let go.</summary>
    public StoreProbe(params string[] arguments)
        : this(NetworkNamespace.None, arguments)
    {
    }

    /// <summary>Starts the process in a network of its own.</summary>
    public StoreProbe(NetworkNamespace network, params string[] arguments)
    {
        string[] command = [.. network.Prefix, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ProbeProgram.Path, "store", .. arguments];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
        _reader = new(Read);
        _reader.Start();
    }

    /// <summary>The lines that it has written, whole ones only.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    /// <summary>What went wrong in it when it has ended; empty while it runs.</summary>
    public string ErrorsSoFar => _errors.IsCompletedSuccessfully ? _errors.Result : "";

    /// <summary>Lets it work.</summary>
    public void Go() => _process.StandardInput.WriteLine();

    /// <summary>Waits until it has reported something, or has ended.</summary>
    public void AwaitFirstLine() => _said.Wait();

    /// <summary>Ends it as kill -9 does, and reads what it could still write; what went wrong in it before, empty when nothing
    /// did.</summary>
    public string Kill()
    {
        _process.Kill();
        return End();
    }

    /// <summary>Waits for its end; what went wrong in it, empty when nothing did.</summary>
    public string End()
    {
        _process.WaitForExit();
        _reader.Join();
        return _errors.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        _said.Dispose();
    }

    // A line that was cut off by the end of the process was not said.
    private void Read()
    {
        var rest = "";
        var buffer = new char[4096];
        while (_process.StandardOutput.Read(buffer) is > 0 and var count)
        {
            var parts = (rest + new string(buffer, 0, count)).Split('\n');
            rest = parts[^1];
            lock (_lines) _lines.AddRange(parts[..^1]);
            if (parts.Length > 1) _said.Set();
        }

        _said.Set();
    }
}
