using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>A server on the loopback interface, whose faults are those of real ones.</summary>
internal sealed class HttpServer : IDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<HttpFault> _faults = new();
    private readonly ConcurrentQueue<HttpQuestion> _dropped = new();
    private readonly Func<HttpQuestion, HttpReply> _answer;

    /// <param name="answer">What it does and answers; may be called by several threads.</param>
    /// <param name="certificate">Its certificate; null for plain HTTP.</param>
    /// <param name="asksForCertificate">Whether clients must show one.</param>
    public HttpServer(Func<HttpQuestion, HttpReply> answer, X509Certificate2? certificate = null, bool asksForCertificate = false)
    {
        _answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is null) return;
            listen.UseHttps(certificate, https =>
            {
                https.ClientCertificateMode = asksForCertificate
                    ? ClientCertificateMode.RequireCertificate
                    : ClientCertificateMode.NoCertificate;
                https.ClientCertificateValidation = (_, _, _) => true;
            });
        }));
        _application = builder.Build();
        _application.Run(context => Handle(context, answer));
        _application.StartAsync().GetAwaiter().GetResult();
        Address = new Uri(_application.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
    }

    public Uri Address { get; }

    /// <summary>What was asked, such as <c>GET /vlans/</c>, with its query.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Subjects of the certificates that clients showed.</summary>
    public ConcurrentQueue<string> Clients { get; } = new();

    /// <summary>Does what was asked in the calls that were spoiled, long after their answers.</summary>
    public void CarryOut()
    {
        while (_dropped.TryDequeue(out var question)) _answer(question);
    }

    /// <summary>Makes the next requests go wrong, in this order; each waits for a request of its method.</summary>
    public void Fail(params HttpFault[] faults)
    {
        foreach (var fault in faults) _faults.Enqueue(fault);
    }

    public void Dispose()
    {
        _end.Cancel();
        using var now = new CancellationTokenSource();
        now.Cancel();
        _application.StopAsync(now.Token).GetAwaiter().GetResult();
        ((IDisposable)_application).Dispose();
        _end.Dispose();
    }

    private async Task Handle(HttpContext context, Func<HttpQuestion, HttpReply> answer)
    {
        Log.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        if (context.Connection.ClientCertificate is { } client) Clients.Enqueue(client.Subject);
        using var reader = new StreamReader(context.Request.Body);
        var question = new HttpQuestion(context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "",
            new HeaderDictionary(context.Request.Headers.ToDictionary()), await reader.ReadToEndAsync());
        HttpFault? fault = _faults.TryPeek(out var next) && next.Method == question.Method && _faults.TryDequeue(out next) ? next : null;
        if (fault is { IsLate: false })
        {
            _dropped.Enqueue(question);
            await Spoil(context, fault);
            return;
        }

        var reply = answer(question);
        if (fault is null) await Write(context, reply);
        else await Spoil(context, fault);
    }

    private static async Task Write(HttpContext context, HttpReply reply)
    {
        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers) context.Response.Headers[name] = value;
        if (reply.Body.Length == 0) return;
        context.Response.ContentType ??= "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(reply.Body));
    }

    private async Task Spoil(HttpContext context, HttpFault fault)
    {
        switch (fault.What)
        {
            case "cut":
                context.Abort();
                break;
            case "hang":
                await Task.Delay(Timeout.Infinite, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                context.Abort();
                break;
            case "short":
                context.Response.ContentLength = 1000;
                await context.Response.Body.WriteAsync("{\"vid\": "u8.ToArray());
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case "flood":
                var block = new byte[1 << 20];
                for (var i = 0; i < 64 && !context.RequestAborted.IsCancellationRequested; i++)
                    await context.Response.Body.WriteAsync(block);
                break;
            case "garbage":
                await Write(context, new HttpReply(200, "<html>\u001b[31mLogin\u0000</html>")
                {
                    Headers = { ["Content-Type"] = "text/html" },
                });
                break;
            case "doubled":
                await Write(context, new HttpReply(200, """[{"vid": 100, "vid": 101, "id": 1, "id": 2, "results": 1, "results": 2}]"""));
                break;
            case "surrogate":
                await Write(context, new HttpReply(200, """{"vid": 100, "id": "\ud800", "results": [{"vid": 100, "id": "\ud800"}]}"""));
                break;
            case "empty":
                await Write(context, new HttpReply(200, ""));
                break;
            default:
                var status = int.Parse(fault.What, System.Globalization.CultureInfo.InvariantCulture);
                var reply = new HttpReply(status, """{"detail": "not now"}""");
                if (fault.RetryAfter is { } wait) reply.Headers["Retry-After"] = wait;
                await Write(context, reply);
                break;
        }
    }
}
