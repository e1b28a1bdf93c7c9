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
    public static Task WriteAsync<T>(HttpContext context, T item) =>
        WriteAsync(context, json => JsonSerializer.Serialize(json, item, TypeOf<T>()));

    /// <summary>Writes what a caller writes.</summary>
    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        Begin(context);
        var output = context.Response.BodyWriter;
        await using (var json = new Utf8JsonWriter(output, s_options)) write(json);
        await output.FlushAsync(context.RequestAborted);
    }

    /// <summary>Writes an array, sent as its items are read. The first one is read before anything is sent, so that what refuses the whole
    /// request is an error and no half of an answer.</summary>
    public static async Task WriteAllAsync<T>(HttpContext context, IEnumerable<T> items)
    {
        var type = TypeOf<T>();
        await WriteAllAsync(context, items, (json, item) => JsonSerializer.Serialize(json, item, type));
    }

    /// <summary>As above, with another form of an item.</summary>
    /// <param name="context">The request.</param>
    /// <param name="items">The items.</param>
    /// <param name="write">Writes an item.</param>
    /// <param name="property">The property of an object that has the array; null for the array alone.</param>
    public static async Task WriteAllAsync<T>(HttpContext context, IEnumerable<T> items, Action<Utf8JsonWriter, T> write,
        string? property = null)
    {
        using var rest = items.GetEnumerator();
        var any = rest.MoveNext();
        Begin(context);
        var output = context.Response.BodyWriter;
        await using var json = new Utf8JsonWriter(output, s_options);
        if (property is null) json.WriteStartArray();
        else
        {
            json.WriteStartObject();
            json.WriteStartArray(property);
        }

        for (long sent = 0; any; any = rest.MoveNext())
        {
            write(json, rest.Current);
            if (json.BytesCommitted + json.BytesPending - sent < FlushAtBytes) continue;
            await SendAsync(json, output, context.RequestAborted);
            sent = json.BytesCommitted;
        }

        json.WriteEndArray();
        if (property is not null) json.WriteEndObject();
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
