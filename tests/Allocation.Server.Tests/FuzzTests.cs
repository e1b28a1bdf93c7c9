using System.Net;
using System.Text.Json.Nodes;
using Allocation.Core.Access;

namespace Allocation.Server.Tests;

/// <summary>Requests made at random from the description that the server gives of itself: whatever is sent to any of its operations, the
/// answer is not that the server failed, and it is of the type that the description says.</summary>
public sealed class FuzzTests : IDisposable
{
    private const int Rounds = 40;

    private static readonly string[] s_texts =
    [
        "", " ", "vlan", "web", "legacy", "VlanService", "vm", "1", "-1", "9223372036854775808", "x86", "*", "?", "[", "`", "a/b", "..",
        "é", "\ud83d\ude00", "a\u0000b", "a\nb", "100-199", "10.0.0.0/24", "::/0", "file:/etc/passwd", "inventory:x", "2031-01-01",
        "9999-12-31T23:59:59Z",
        "00:00:01", "-1.00:00:00", "true", "null", "%", "%2F", "\"", "'; DROP TABLE pools; --", new('x', 5_000),
    ];

    private readonly RunningServer _server = new(new ServerSettings { AllowsCommands = true });

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task No_request_to_any_operation_makes_the_server_fail()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var token = _server.Token("fuzz", AccessRole.Admin);
        var document = await Document(token);
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                for (var round = 0; round < Rounds; round++) await Send(document, path, method, operation!, random, token, seed);
            }
        }
    }

    private async Task Send(JsonNode document, string path, string method, JsonNode operation, Random random, string token, int seed)
    {
        var parameters = operation["parameters"]!.AsArray();
        var schema = operation["requestBody"]?["content"]!["application/json"]!["schema"]!;
        var body = schema is null ? null : Body(random, document, Resolve(document, schema));
        (string, string)[] headers = [.. Of(parameters, "header").Where(_ => random.Next(2) == 0).Select(header => (header,
            header == "If-Match" ? $"\"{random.Next(-2, 3)}\"" : random.Next(10) == 0 ? new string('k', 300) : $"{random.Next()}"))];
        var address = Address(random, path, parameters);
        using var answer = await _server.Send(new(method.ToUpperInvariant()), address, token, body, headers);
        var text = await answer.Content.ReadAsStringAsync();
        var sent = $"seed {seed}: {Short($"{answer.RequestMessage!.Method} {address}")} {Short(body)}: {answer.StatusCode} {Short(text)}";
        // A program that is registered as an inventory here does not work.
        Assert.True((int)answer.StatusCode < 500 || answer.StatusCode == HttpStatusCode.BadGateway, sent);

        // The framework refuses these by itself, before any code of ours.
        if (address.Contains("%00", StringComparison.Ordinal) || address.Length > 8_000) return;
        var described = operation["responses"]![$"{(int)answer.StatusCode}"] ?? operation["responses"]!["default"]!;
        Assert.True(answer.Content.Headers.ContentType?.MediaType == described["content"]!.AsObject().Single().Key, sent);
        Assert.NotNull(JsonNode.Parse(text));
    }

    private async Task<JsonNode> Document(string token)
    {
        using var answer = await _server.Get("/openapi/v1.json", token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static string Address(Random random, string path, JsonArray parameters)
    {
        foreach (var name in Of(parameters, "path"))
            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(Text(random, mayBeEmpty: false)), StringComparison.Ordinal);

        // A wait would be one.
        var names = Of(parameters, "query").Where(name => name != "wait" && random.Next(3) == 0);
        return $"{path}?{string.Join('&', names.Select(name => $"{name}={Uri.EscapeDataString(Text(random, mayBeEmpty: true))}"))}";
    }

    private static IEnumerable<string> Of(JsonArray parameters, string place) =>
        parameters.Where(parameter => (string)parameter!["in"]! == place).Select(parameter => (string)parameter!["name"]!);

    // Mostly what the schema says, so that some of it reaches the core.
    private static string Body(Random random, JsonNode document, JsonNode schema)
    {
        if (random.Next(20) == 0) return s_texts[random.Next(s_texts.Length)];
        var body = Value(random, document, schema, 0) as JsonObject ?? [];
        return body.ToJsonString();
    }

    private static JsonNode? Value(Random random, JsonNode document, JsonNode schema, int depth)
    {
        schema = Resolve(document, schema);
        var types = schema["type"] is JsonArray several
            ? several.Select(type => (string)type!).ToList()
            : [(string?)schema["type"] ?? "any"];
        if (schema["enum"] is JsonArray words && random.Next(4) != 0) return words[random.Next(words.Count)]?.DeepClone();
        var isOther = depth > 4 || (depth > 0 && random.Next(12) == 0);
        return (isOther ? "other" : types[random.Next(types.Count)]) switch
        {
            "string" => Text(random, mayBeEmpty: true),
            "integer" => random.Next(4) switch { 0 => long.MaxValue, 1 => -1, 2 => 0, _ => random.Next(1, 200) },
            "boolean" => random.Next(2) == 0,
            "number" => random.NextDouble() * 200,
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(3))
                .Select(_ => Value(random, document, schema["items"]!, depth + 1))]),
            "object" => Members(random, document, schema, depth),
            "null" => null,
            _ => random.Next(3) switch { 0 => null, 1 => new JsonArray(1, "x"), _ => 1.5 },
        };
    }

    private static JsonObject Members(Random random, JsonNode document, JsonNode schema, int depth)
    {
        var made = new JsonObject();
        if (schema["properties"] is not JsonObject properties) made[Text(random, mayBeEmpty: true)] = Text(random, mayBeEmpty: true);
        else
        {
            var needed = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
            foreach (var (name, property) in properties)
            {
                if (random.Next(needed.Contains(name) ? 10 : 2) != 0) made[name] = Value(random, document, property!, depth + 1);
            }
        }

        return made;
    }

    private static string Short(string? text) => text is { Length: > 1_000 } ? text[..1_000] + "..." : text ?? "";

    private static JsonNode Resolve(JsonNode document, JsonNode schema) => (string?)schema["$ref"] is { } reference
        ? reference[2..].Split('/').Aggregate(document, (node, part) => node[part]!)
        : schema;

    private static string Text(Random random, bool mayBeEmpty) => s_texts[random.Next(mayBeEmpty ? 0 : 2, s_texts.Length)];
}
