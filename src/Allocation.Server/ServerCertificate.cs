using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Allocation.Server;

/// <summary>The certificate of the server, read from its files again when they change: who renews it need not stop the server.</summary>
/// <param name="certificate">The file with the certificate, and those that vouch for it, in PEM.</param>
/// <param name="key">The file with its private key in PEM; the same file when null.</param>
/// <param name="log">Where it is told that a renewed one cannot be read.</param>
internal sealed partial class ServerCertificate(string certificate, string? key, ILogger<ServerCertificate> log)
{
    private readonly Lock _gate = new();
    private (DateTime, DateTime) _seen;
    private X509Certificate2? _current;

    /// <summary>Reads the files.</summary>
    /// <exception cref="CryptographicException">They are no certificate and its key.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be read.</exception>
    public static X509Certificate2 Read(string certificate, string? key)
    {
        var read = X509Certificate2.CreateFromPemFile(certificate, key ?? certificate);
        if (!OperatingSystem.IsWindows()) return read;

        // Windows does not use a key that is in memory only.
        using (read) return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The certificate as it is now; when its files cannot be read, as it was.</summary>
    public X509Certificate2 Current()
    {
        lock (_gate)
        {
            var now = (File.GetLastWriteTimeUtc(certificate), File.GetLastWriteTimeUtc(key ?? certificate));
            if (_current is not null && now == _seen) return _current;
            try
            {
                _current = Read(certificate, key);
            }
            catch (Exception e) when (_current is not null && e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                Unreadable(log, e.Message);
            }

            _seen = now;
            return _current;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, EventId = 7, Message = "The certificate cannot be read; the last good one serves: {Why}")]
    private static partial void Unreadable(ILogger log, string why);
}
