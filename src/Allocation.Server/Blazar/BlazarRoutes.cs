using System.Text.Json;
using Allocation.Core.Access;
using Allocation.Core.Ledger;
using Allocation.Server.Access;
using Allocation.Server.Failures;
using Allocation.Server.Rest;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Allocation.Server.Blazar;

/// <summary>OpenStack Blazar's resource allocation API: all resource pools at the root, one pool below <c>/pools/{pool}</c>.</summary>
internal static class BlazarRoutes
{
    private const string Json = ".json";
    private const string OfOne = "/allocation";

    /// <summary>Adds the routes.</summary>
    public static void MapBlazar(this IEndpointRouteBuilder routes)
    {
        foreach (var prefix in (string[])["", "/pools/{pool}"])
        {
            var group = routes.MapGroup(prefix + "/v1/os-hosts").WithMetadata(BlazarForm.Instance, PoolsChecked.Instance)
                .Needs(AccessRole.Reader);
            foreach (var suffix in (string[])["", Json])
            {
                group.MapGet("/allocations" + suffix, List);
                group.MapGet("/{host}" + OfOne + suffix, context => Show(context, PathPart.Of(context, "host")));
            }

            // What the client looks up names with.
            group.MapGet("", Hosts);

            // The client does not escape the slash of a subnet, such as 10.30.0.4/30.
            group.MapGet("/{**path}", ShowWithSlashes);
        }
    }

    private static Task List(HttpContext context)
    {
        Check(context.Request);
        var hosts = HostsOf(context).All(BlazarQuery.Read(context.Request));
        return JsonAnswer.WriteAllAsync(context, hosts, BlazarFormat.Write, "allocations");
    }

    private static Task ShowWithSlashes(HttpContext context)
    {
        var path = PathPart.Of(context, "path");
        var end = path.EndsWith(Json, StringComparison.Ordinal) ? path.Length - Json.Length : path.Length;
        return path[..end].EndsWith(OfOne, StringComparison.Ordinal)
            ? Show(context, path[..(end - OfOne.Length)])
            : throw RequestRefusedException.NoRoute(context.Request.Path);
    }

    private static Task Show(HttpContext context, string id)
    {
        Check(context.Request);
        var host = HostsOf(context).One(id, BlazarQuery.Read(context.Request));
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("allocation");
            BlazarFormat.Write(json, host);
            json.WriteEndObject();
        });
    }

    private static Task Hosts(HttpContext context)
    {
        Check(context.Request);
        return JsonAnswer.WriteAllAsync(context, HostsOf(context).All(new() { State = AllocationState.Active }), WriteHost, "hosts");
    }

    private static void WriteHost(Utf8JsonWriter json, ResourceUse host)
    {
        json.WriteStartObject();
        json.WriteString("id", host.ResourceId);
        json.WriteString("hypervisor_hostname", host.ResourceId);
        json.WriteEndObject();
    }

    private static BlazarHosts HostsOf(HttpContext context)
    {
        var system = context.RequestServices.GetRequiredService<ServedStore>().Reading;
        var pool = context.Request.RouteValues.ContainsKey("pool") ? PathPart.Of(context, "pool") : null;
        return new(system, pool, context.Features.GetRequiredFeature<Caller>().Scope, context.RequestAborted);
    }

    private static void Check(HttpRequest request)
    {
        Microversion.Check(request);
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0 || request.Path.Value!.EndsWith(Json, StringComparison.Ordinal) || accepted.Any(TakesJson)) return;
        throw RequestRefusedException.Usage($"Content type '{request.Headers.Accept}' isn't supported", HeaderNames.Accept);
    }

    private static bool TakesJson(MediaTypeHeaderValue type) => type.Quality is not 0
        && (type.MatchesAllTypes || (type.Type == "application" && (type.MatchesAllSubTypes || type.SubType == "json")));
}
