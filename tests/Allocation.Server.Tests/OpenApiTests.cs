using System.Text.Json.Nodes;
using Allocation.Core.Access;
using Allocation.Server.Rest;

namespace Allocation.Server.Tests;

public sealed class OpenApiTests : IDisposable
{
    private readonly RunningServer _server = new(new ServerSettings { Anonymous = AccessRole.Reader });

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Every_route_is_described_once()
    {
        var document = await Document();
        var described = document["paths"]!.AsObject().SelectMany(path =>
            path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        var routes = _server.Routes.Where(route => route.RoutePattern.RawText!.StartsWith(RestRoutes.Root, StringComparison.Ordinal))
            .Select(route => $"{RunningServer.MethodOf(route)} {route.RoutePattern.RawText}");
        Assert.Equal(routes.Order(), described.Order());
        var ids = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .Select(operation => (string)operation.Value!["operationId"]!).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await Document();
        var references = References(document).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(reference[2..].Split('/').Aggregate((JsonNode?)document, (node, part) =>
            node is JsonArray list ? list[int.Parse(part, null)] : node?[part])));
    }

    // What a generated client would trust: the answers have the properties of their schemas, and no others.
    [Fact]
    public async Task Answers_have_the_properties_of_their_schemas()
    {
        var document = await Document();
        foreach (var (path, item) in document["paths"]!.AsObject().Where(path => !path.Key.Contains('{', StringComparison.Ordinal)))
        {
            if (item!["get"] is not { } operation) continue;
            var schema = operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
            var answer = JsonNode.Parse(await _server.Client.GetStringAsync(path))!;
            var items = answer is JsonArray list ? list.AsEnumerable() : [answer];
            var name = ((string?)schema["$ref"] ?? (string)schema["items"]!["$ref"]!).Split('/')[^1];
            var schemas = document["components"]!["schemas"]!;
            var any = schemas[name]!["anyOf"]?.AsArray().Select(one => ((string)one!["$ref"]!).Split('/')[^1]) ?? [name];
            Assert.All(items, found => Assert.Contains(any, one =>
                schemas[one]!["properties"]!.AsObject().Select(property => property.Key).Order()
                    .SequenceEqual(found!.AsObject().Select(property => property.Key).Order())));
        }
    }

    private async Task<JsonNode> Document() => JsonNode.Parse(await _server.Client.GetStringAsync("/openapi/v1.json"))!;

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "$ref", Value: JsonValue reference }
            ? [(string)reference!]
            : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
