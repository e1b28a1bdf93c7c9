using System.Text;
using System.Text.Json.Nodes;
using Allocation.Core.Inventories;
using Allocation.Core.Json;
using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Bodies;

/// <summary>The document of a service definition. Its text is kept as it was sent: the same text again changes nothing.</summary>
/// <param name="Document">The JSON text.</param>
internal sealed record DefinitionBody(string Document)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads it.</summary>
    /// <exception cref="RequestRefusedException">It is not text, or names a file of the server.</exception>
    public static async Task<DefinitionBody> ReadAsync(HttpContext context)
    {
        JsonBody.RequireJson(context);
        using var reader = new StreamReader(context.Request.Body, s_strict);
        try
        {
            var document = await reader.ReadToEndAsync(context.RequestAborted);
            Check(OutsideJson.ReadObject(document, isLenient: true));
            return new(document);
        }
        catch (DecoderFallbackException)
        {
            throw RequestRefusedException.Usage("The body must be UTF-8 text.");
        }
        catch (OutsideJsonException e)
        {
            throw RequestRefusedException.Usage($"The body must be a JSON object: {e.Message}.");
        }
    }

    // The path of a pool would be that of a file of the server.
    private static void Check(JsonNode? node)
    {
        foreach (var part in node is JsonObject members ? members.Select(member => member.Value) : node as JsonArray ?? []) Check(part);
        if (node is JsonValue value && value.TryGetValue<string>(out var text) && PoolReference.Of(text).File is not null)
            throw RequestRefusedException.Usage($"A pool must be a pool or a registered inventory, not a file: '{text}'.");
    }
}
