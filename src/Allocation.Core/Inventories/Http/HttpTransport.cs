using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Allocation.Core.Inventories.Http;

/// <summary>
/// Makes clients for an interface. They follow no redirect, keep no cookies and unpack nothing: a token must not reach another host, and a
/// small answer must not become a large one.
/// </summary>
internal static class HttpTransport
{
    /// <summary>A client with its own connections; dispose it to close them.</summary>
    /// <exception cref="HttpCallException">A certificate cannot be read.</exception>
    public static HttpClient Connect(HttpApi api)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = api.UsesProxy,
            AutomaticDecompression = DecompressionMethods.None,
            SslOptions = Options(api.Trust),
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = api.ResponseLimit };
    }

    private static SslClientAuthenticationOptions Options(HttpTrust trust)
    {
        var options = new SslClientAuthenticationOptions();
        if (trust.AuthorityFile is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(Read(authorities, Authorities));
        }

        if (trust.CertificateFile is { } certificate) options.ClientCertificates = [Read(certificate, path => OfOurs(path, trust.KeyFile))];
        if (trust.SkipsCheck) options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        return options;
    }

    private static X509Certificate2Collection Authorities(string path)
    {
        var found = new X509Certificate2Collection();
        found.ImportFromPemFile(path);
        return found.Count > 0 ? found : throw new CryptographicException("it has no certificate");
    }

    // Windows cannot use a key that was read from PEM until it was written and read once more.
    private static X509Certificate2 OfOurs(string path, string? key)
    {
        using var read = X509Certificate2.CreateFromPemFile(path, key);
        return new X509Certificate2(read.Export(X509ContentType.Pkcs12));
    }

    private static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HttpCallException($"the certificate file '{path}' cannot be used: {error.Message}", mayHaveHappened: false, error);
        }
    }
}
