using System.Text;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Server.Access;
using Allocation.Server.Blazar;
using Allocation.Server.Failures;
using Allocation.Server.Health;
using Allocation.Server.Logging;
using Allocation.Server.Metrics;
using Allocation.Server.Page;
using Allocation.Server.Resalloc;
using Allocation.Server.Rest;
using Allocation.Server.Stopping;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Allocation.Server;

/// <summary>A server over one open store. The store belongs to who opened it.</summary>
internal sealed partial class AllocationServer : IDisposable
{
    private const int LargestBody = 1 << 20;

    private readonly WebApplication _application;

    /// <summary>Puts it together; it does not listen yet.</summary>
    /// <param name="settings">How it serves.</param>
    /// <param name="store">What it serves.</param>
    /// <param name="sql">Reaches inventories that are tables of a database; null where none are used.</param>
    /// <param name="selection">How the store was chosen.</param>
    /// <param name="clock">The time by which tokens expire; the system's when null.</param>
    public AllocationServer(ServerSettings settings, IAllocationStore store, ISqlInventories? sql, StoreSelection selection,
        TimeProvider? clock = null)
    {
        // Nothing is read from the folder it is started in, nor from variables: what it does is what its command line says.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        if (settings.Log is { } form) LogSetting.Use(builder.Logging, form);
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService();
        if (settings.Manages)
        {
            builder.Services.AddSingleton<ManagerService>();
            builder.Services.AddHostedService(parts => parts.GetRequiredService<ManagerService>());
        }

        if (settings.Certificate is { } certificate)
        {
            builder.Services.AddSingleton(parts =>
                new ServerCertificate(certificate, settings.CertificateKey, parts.GetRequiredService<ILogger<ServerCertificate>>()));
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.UseKestrelCore().UseUrls([.. settings.Urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Else the framework refuses a header with any other character by itself, without an answer that says why.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
            kestrel.ConfigureHttpsDefaults(https =>
            {
                var own = kestrel.ApplicationServices.GetRequiredService<ServerCertificate>();
                https.ServerCertificateSelector = (_, _) => own.Current();
            });
            kestrel.ConfigureEndpointDefaults(listen =>
            {
                var halves = listen.ApplicationServices.GetRequiredService<HalfRequests>();
                listen.Use(next => connection => halves.Handle(connection, next));
            });
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Farewell);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(settings).AddSingleton(selection).AddSingleton(new ServedStore(store, sql));
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddServerMetrics();
        builder.Services.AddSingleton<LivePage>();
        builder.Services.AddSingleton<HalfRequests>();
        builder.Services.AddTokenAccess(settings.Tokens);

        _application = builder.Build();
        _application.Use((context, next) => context.RequestServices.GetRequiredService<HalfRequests>().Handle(context, next));
        _application.UseMiddleware<RequestLog>();
        _application.UseMiddleware<FailureAnswers>();
        _application.Use(DotSegments.Refuse);
        _application.UseRouting();
        _application.Use((context, next) =>
        {
            context.Response.OnStarting(Add);
            return next(context);

            Task Add()
            {
                context.Response.Headers.XContentTypeOptions = "nosniff";
                context.GetEndpoint()?.Metadata.GetMetadata<IRouteHeaders>()?.AddTo(context);
                return Task.CompletedTask;
            }
        });
        _application.UseAuthentication();
        _application.UseAuthorization();
        _application.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<IPoolsChecked>() is null) context.Features.Get<Caller>()?.NeedAllPools();
            return next(context);
        });
        _application.MapHealth();
        _application.MapLive();
        _application.MapServerMetrics();
        _application.MapRest();
        _application.MapBlazar();
        _application.MapResalloc();
    }

    /// <summary>Where it listens, once it does.</summary>
    public IReadOnlyList<Uri> Addresses => [.. _application.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address + "/"))];

    /// <summary>The store, with what is under way on it.</summary>
    public ServedStore Served => _application.Services.GetRequiredService<ServedStore>();

    /// <summary>What can be called.</summary>
    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. _application.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>Serves until the process is asked to end; what is under way then is finished.</summary>
    /// <exception cref="IOException">An address cannot be listened on.</exception>
    public async Task RunAsync()
    {
        await StartAsync();
        Serves(_application.Logger, _application.Services.GetRequiredService<ServedStore>().Reading.Store.Uri.ToString(),
            string.Join(", ", Addresses));
        await _application.WaitForShutdownAsync();
        Stopped(_application.Logger);
        _application.Services.GetService<ManagerService>()?.ThrowIfFailed();
    }

    /// <summary>Begins to serve.</summary>
    /// <exception cref="IOException">An address cannot be listened on.</exception>
    public Task StartAsync() => _application.StartAsync();

    /// <summary>Takes no more requests, and waits for those that are under way.</summary>
    public Task StopAsync() => _application.StopAsync();

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)_application).Dispose();

    [LoggerMessage(Level = LogLevel.Information, EventId = 3, Message = "Serves {Store} at {Addresses}")]
    private static partial void Serves(ILogger log, string store, string addresses);

    [LoggerMessage(Level = LogLevel.Information, EventId = 4, Message = "Stopped")]
    private static partial void Stopped(ILogger log);
}
