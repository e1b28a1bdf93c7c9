using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Allocation.Server.Tests;

public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_renewed_certificate_is_shown_without_a_restart()
    {
        var (file, key) = (_folder.File("server.pem"), _folder.File("server.key"));
        var first = Write(file, key, DateTime.UtcNow.AddMinutes(-2));
        using var server = new RunningServer(new ServerSettings { Certificate = file, CertificateKey = key });
        Assert.Equal("ok\n", await Get(server));
        Assert.Equal(first, server.Certificate);

        var second = Write(file, key, DateTime.UtcNow.AddMinutes(-1));
        Assert.NotEqual(first, second);
        Assert.Equal("ok\n", await Get(server));
        Assert.Equal(second, server.Certificate);

        // While it is damaged, the last good one serves.
        File.WriteAllText(file, "x");
        Assert.Equal("ok\n", await Get(server));
        Assert.Equal(second, server.Certificate);
    }

    // Each call makes a connection of its own, which sees the certificate of now.
    private static async Task<string> Get(RunningServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.ConnectionClose = true;
        using var answer = await server.Client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Write(string file, string key, DateTime time)
    {
        using var pair = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", pair, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(key, pair.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.SetLastWriteTimeUtc(file, time);
        return certificate.Thumbprint;
    }
}
