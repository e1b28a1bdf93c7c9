using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>What a server was asked.</summary>
internal sealed record HttpQuestion(string Method, string Path, string Query, IHeaderDictionary Headers, string Body)
{
    /// <summary>Its body as JSON.</summary>
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>A parameter of its query; null when it is not there.</summary>
    public string? Parameter(string name) => QueryHelpers.ParseQuery(Query).TryGetValue(name, out var values) ? values.ToString() : null;
}
