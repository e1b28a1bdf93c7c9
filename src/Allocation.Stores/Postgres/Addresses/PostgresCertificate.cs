using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace Allocation.Stores.Postgres.Addresses;

/// <summary>
/// Why the certificate of a server was not accepted. The driver says only that it was not, so the server is asked for its
/// certificate once more, on a connection over which nothing else is sent.
/// </summary>
internal static class PostgresCertificate
{
    private const int PatienceMilliseconds = 5000;

    // https://www.postgresql.org/docs/current/protocol-message-formats.html: SSLRequest
    private static readonly byte[] s_requestOfTls = [0, 0, 0, 8, 4, 210, 22, 47];

    /// <summary>Whether name, trust or date; null when that cannot be found out.</summary>
    public static string? Explain(NpgsqlConnectionStringBuilder address)
    {
        // Which of several hosts it was, the driver does not say.
        if (address.Host is not { } host || host.Contains(',', StringComparison.Ordinal) || host.StartsWith('/')) return null;
        try
        {
            using var client = new TcpClient { ReceiveTimeout = PatienceMilliseconds, SendTimeout = PatienceMilliseconds };
            if (!client.ConnectAsync(host, address.Port).Wait(PatienceMilliseconds)) return null;
            var stream = client.GetStream();
            stream.Write(s_requestOfTls);
            if (stream.ReadByte() != 'S') return null;
            string? reason = null;
            using var secure = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, chain, errors) =>
            {
                reason = certificate is X509Certificate2 shown ? Reason(address, shown, chain, errors) : null;
                return true;
            });
            secure.AuthenticateAsClient(host);
            return reason;
        }
        catch (Exception error) when (error is SocketException or IOException or AuthenticationException or CryptographicException
            or AggregateException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Reason(NpgsqlConnectionStringBuilder address, X509Certificate2 shown, X509Chain? chain, SslPolicyErrors errors)
    {
        var now = DateTime.Now;
        if (shown.NotAfter < now) return $"the server's certificate is out of date: it ended on {Date(shown.NotAfter)}";
        if (shown.NotBefore > now) return $"the server's certificate is not valid yet: it begins on {Date(shown.NotBefore)}";
        if (!IsTrusted(address, shown, chain, errors))
        {
            var who = address.RootCertificate is { } root
                ? $"{root} does not contain it"
                : "no trusted authority issued it; sslrootcert adds one";
            return $"the server's certificate is not trusted: its issuer is '{shown.Issuer}', and {who}";
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"the server's certificate is for another name: it is for '{shown.GetNameInfo(X509NameType.DnsName, forIssuer: false)}', " +
                $"and the address says '{address.Host}'"
            : null;
    }

    private static bool IsTrusted(NpgsqlConnectionStringBuilder address, X509Certificate2 shown, X509Chain? sent, SslPolicyErrors errors)
    {
        if (address.RootCertificate is not { } file) return !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors);
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(file);
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(shown);
    }

    private static string Date(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
