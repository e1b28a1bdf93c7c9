using Allocation.Core.Access;
using Allocation.Server.Logging;

namespace Allocation.Server;

/// <summary>How a server serves, as the command line says it.</summary>
internal sealed record ServerSettings
{
    /// <summary>Where a server listens that was told nothing: on this machine only.</summary>
    public const string DefaultUrl = "http://localhost:8300";

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>The full path of the file of tokens; null for no tokens.</summary>
    public string? Tokens { get; init; }

    /// <summary>What a caller without a token may do; null for nothing.</summary>
    public AccessRole? Anonymous { get; init; }

    /// <summary>Host names, besides those of the loopback, by which callers without a token may reach a server that listens on this machine
    /// only.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>The full path of the file with the certificate in PEM; null for no TLS.</summary>
    public string? Certificate { get; init; }

    /// <summary>The full path of the file with its key in PEM; null when it is in the same file.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Whether it keeps the resource pools filled.</summary>
    public bool Manages { get; init; }

    /// <summary>Whether callers with the role admin may say which programs run and which files are read on this machine.</summary>
    public bool AllowsCommands { get; init; }

    /// <summary>How long stopping waits for what is under way; a manager waits for its hooks for 30 seconds.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How the log is written; null for none.</summary>
    public LogForm? Log { get; init; }

    /// <summary>Whether only programs on this machine reach it.</summary>
    public bool IsLocal => Urls.All(ListenAddress.IsLocal);
}
