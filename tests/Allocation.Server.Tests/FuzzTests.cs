using System.Text.Json.Nodes;
using Allocation.Core.Access;
using Allocation.Server.Rest.Description;
using Microsoft.AspNetCore.Routing;

namespace Allocation.Server.Tests;

/// <summary>Requests made at random from the description of the server: whatever is sent, no answer is that the server failed.</summary>
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
    public async Task No_request_makes_the_server_fail()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var token = _server.Token("fuzz", AccessRole.Admin);
        var schemas = OpenApiDocument.Of(_server.Routes)["components"]!["schemas"]!;
        foreach (var route in _server.Routes)
        {
            if (route.Metadata.GetMetadata<RouteDescription>() is not { } about) continue;
            for (var round = 0; round < Rounds; round++)
            {
                var body = about.Body is { } type ? Body(random, schemas[type.Name]!) : null;
                var key = random.Next(10) == 0 ? new string('k', 300) : $"{random.Next()}";
                using var answer = await _server.Send(RunningServer.MethodOf(route), Address(random, route, about), token, body,
                    ("Idempotency-Key", key), ("If-Match", $"\"{random.Next(-2, 3)}\""));
                Assert.True((int)answer.StatusCode < 500, $"seed {seed}: {answer.RequestMessage} {body}: {answer.StatusCode} "
                    + await answer.Content.ReadAsStringAsync());
            }
        }
    }

    private static string Address(Random random, RouteEndpoint route, RouteDescription about)
    {
        var path = route.RoutePattern.RawText!;
        foreach (var parameter in route.RoutePattern.Parameters)
            path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(Text(random, mayBeEmpty: false)), StringComparison.Ordinal);
        var names = about.Parameters.Select(parameter => parameter.Name).Where(name => name != "wait" && random.Next(3) == 0);
        return $"{path}?{string.Join('&', names.Select(name => $"{name}={Uri.EscapeDataString(Text(random, mayBeEmpty: true))}"))}";
    }

    // Mostly what the schema says, so that some of it reaches the core.
    private static string Body(Random random, JsonNode schema)
    {
        if (random.Next(20) == 0) return s_texts[random.Next(s_texts.Length)];
        var body = new JsonObject();
        foreach (var (name, property) in schema["properties"]!.AsObject())
        {
            if (random.Next(2) == 0) body[name] = Value(random, property!, 0);
        }

        return body.ToJsonString();
    }

    private static JsonNode? Value(Random random, JsonNode schema, int depth)
    {
        var types = schema["type"] is JsonArray several
            ? several.Select(type => (string)type!).ToList()
            : [(string?)schema["type"] ?? "any"];
        return (random.Next(12) == 0 || depth > 3 ? "other" : types[random.Next(types.Count)]) switch
        {
            "string" => Text(random, mayBeEmpty: true),
            "integer" => random.Next(4) switch { 0 => long.MaxValue, 1 => -1, 2 => 0, _ => random.Next(1, 200) },
            "boolean" => random.Next(2) == 0,
            "number" => random.NextDouble() * 200,
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, schema["items"]!, depth + 1))]),
            "object" => new JsonObject { [Text(random, mayBeEmpty: true)] = Text(random, mayBeEmpty: true) },
            "null" => null,
            _ => random.Next(3) switch { 0 => null, 1 => new JsonArray(1, "x"), _ => 1.5 },
        };
    }

    private static string Text(Random random, bool mayBeEmpty) => s_texts[random.Next(mayBeEmpty ? 0 : 2, s_texts.Length)];
}
