using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>A certificate that is not accepted: the error says why, at once.</summary>
public sealed class PostgresCertificateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    [Theory]
    [InlineData("localhost", -2, 2, "localhost", true, "not trusted")]
    [InlineData("localhost", -4, -2, "localhost", false, "out of date")]
    [InlineData("localhost", 2, 4, "localhost", false, "not valid yet")]
    [InlineData("db.example.org", -2, 2, "localhost", false, "another name")]
    public void The_error_says_whether_name_trust_or_date(string name, int from, int to, string host, bool isOfOther, string reason)
    {
        using var key = RSA.Create(2048);
        using var shown = Certificate(key, name, from, to);
        using var other = Certificate(key, "other", -1, 1);
        var root = _folder.File("root.crt");
        File.WriteAllText(root, (isOfOther ? other : shown).ExportCertificatePem());
        _listener.Start();
        var serving = Task.Run(() => Serve(shown));
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;

        var error = Assert.Throws<StoreUnavailableException>(() => new StoreProvider()
            .Open(StoreUri.Parse($"postgres://u@{host}:{port}/d?sslmode=verify-full&sslrootcert={Uri.EscapeDataString(root)}", "/")));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.False(error.IsPassing);
        _listener.Stop();
        Assert.NotNull(serving);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    private static X509Certificate2 Certificate(RSA key, string name, int from, int to)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task Serve(X509Certificate2 certificate)
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                await stream.ReadExactlyAsync(new byte[8]);
                await stream.WriteAsync("S"u8.ToArray());
                using var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(certificate);
                await secure.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
            }
            catch (Exception error) when (error is IOException or AuthenticationException)
            {
                // The client does not like it, which is what is tested.
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
