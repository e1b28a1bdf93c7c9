using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Allocation.Core.ResourcePools;
using Allocation.Server.Failures;
using Microsoft.Net.Http.Headers;

namespace Allocation.Server.Rest.Bodies;

/// <summary>Reads the body of a request. What it does not know it refuses: a mistyped name would be left out in silence.</summary>
internal static class JsonBody
{
    private const int Deepest = 64;

    /// <summary>The settings.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        MaxDepth = Deepest,
        TypeInfoResolver = BodyJson.Default,
    };

    /// <summary>Whether a type is that of a body.</summary>
    public static bool IsOne(Type type) => BodyJson.Default.GetTypeInfo(type) is not null && type.Namespace == typeof(JsonBody).Namespace;

    /// <summary>The body.</summary>
    /// <exception cref="RequestRefusedException">It is not JSON, or not such an object.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (typeof(T) == typeof(DefinitionBody)) return (T)(object)await DefinitionBody.ReadAsync(context);
        RequireJson(context);
        using var sent = new MemoryStream();
        await context.Request.Body.CopyToAsync(sent, context.RequestAborted);
        var body = WithoutMark(sent.GetBuffer().AsMemory(0, (int)sent.Length));
        try
        {
            var type = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
            var read = JsonSerializer.Deserialize(body.Span, type)
                ?? throw RequestRefusedException.Usage("The body must be an object, not null.");
            BodyMistake.RefuseNulls(type, read);
            return read;
        }
        catch (JsonException e)
        {
            throw RequestRefusedException.Usage(BodyMistake.Of(Options.GetTypeInfo(typeof(T)), e, body), e.Path);
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) =>
        text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;

    /// <summary>Refuses a body of another type.</summary>
    /// <exception cref="RequestRefusedException">It is of one.</exception>
    public static void RequireJson(HttpContext context)
    {
        // A page of another site can send a form, but not this.
        var type = context.Request.GetTypedHeaders().ContentType;
        if (type is null || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            throw new RequestRefusedException(new(StatusCodes.Status415UnsupportedMediaType, FailureId.UnsupportedMediaType,
                $"The body must be application/json, not '{context.Request.ContentType}'.", HeaderNames.ContentType));
    }
}

/// <summary>The bodies as JSON.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PoolBody))]
[JsonSerializable(typeof(PoolChangeBody))]
[JsonSerializable(typeof(ServiceBody))]
[JsonSerializable(typeof(ServiceChangeBody))]
[JsonSerializable(typeof(TakeBody))]
[JsonSerializable(typeof(DirectChangeBody))]
[JsonSerializable(typeof(VlanServiceBody))]
[JsonSerializable(typeof(NotesBody))]
[JsonSerializable(typeof(ResourcePoolBody))]
[JsonSerializable(typeof(ResourcePoolChangeBody))]
[JsonSerializable(typeof(ResourcePoolSettings))]
[JsonSerializable(typeof(InventoryBody))]
[JsonSerializable(typeof(InventoryChangeBody))]
[JsonSerializable(typeof(TicketBody))]
internal sealed partial class BodyJson : JsonSerializerContext;
