using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Allocation.Core.Results;

namespace Allocation.Server.Rest;

/// <summary>Writes results as the command line does with <c>--json</c>.</summary>
internal static class JsonAnswer
{
    private const int FlushAtBytes = 1 << 15;

    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JsonText.Options.Encoder,
        SkipValidation = true,
        MaxDepth = JsonText.Options.MaxDepth,
    };

    /// <summary>Writes one object.</summary>
    public static async Task WriteAsync<T>(HttpContext context, T item)
    {
        Begin(context);
        var output = context.Response.BodyWriter;
        await using (var json = new Utf8JsonWriter(output, s_options)) JsonSerializer.Serialize(json, item, TypeOf<T>());
        await output.FlushAsync(context.RequestAborted);
    }

    /// <summary>Writes an array, sent as its items are read. The first one is read before anything is sent, so that what refuses the whole
    /// request is an error and no half of an answer.</summary>
    public static async Task WriteAllAsync<T>(HttpContext context, IEnumerable<T> items)
    {
        using var rest = items.GetEnumerator();
        var any = rest.MoveNext();
        Begin(context);
        var (type, output) = (TypeOf<T>(), context.Response.BodyWriter);
        await using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartArray();
        for (long sent = 0; any; any = rest.MoveNext())
        {
            JsonSerializer.Serialize(json, rest.Current, type);
            if (json.BytesCommitted + json.BytesPending - sent < FlushAtBytes) continue;
            await SendAsync(json, output, context.RequestAborted);
            sent = json.BytesCommitted;
        }

        json.WriteEndArray();
        await SendAsync(json, output, context.RequestAborted);
    }

    private static void Begin(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
    }

    private static async Task SendAsync(Utf8JsonWriter json, PipeWriter output, CancellationToken cancellation)
    {
        await json.FlushAsync(cancellation);
        await output.FlushAsync(cancellation);
    }

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)JsonText.Options.GetTypeInfo(typeof(T));
}
