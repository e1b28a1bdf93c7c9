using System.Text.Json.Nodes;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>What a server answers.</summary>
internal sealed record HttpReply(int Status, string Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>An answer with JSON.</summary>
    public static HttpReply Of(int status, JsonNode? body) => new(status, body?.ToJsonString() ?? "null");
}
