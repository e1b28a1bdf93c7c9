using System.Text;
using System.Text.Json.Nodes;
using Allocation.Server.Rest.Description;

namespace Allocation.Server.Tests;

/// <summary>The page about REST is written from the document of OpenAPI.</summary>
public sealed class RestManualTests
{
    private const string Page = "rest.md";

    [Fact]
    public void The_page_is_what_the_document_says()
    {
        using var server = new RunningServer();
        var written = Write(OpenApiDocument.Of(server.Routes));
        var received = Path.Combine(AppContext.BaseDirectory, "rest.received.md");
        File.WriteAllText(received, written);
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, Page)).ReplaceLineEndings("\n");
        Assert.True(page == written, $"docs/{Page} must be as {received}: copy it.");
    }

    private static string Write(JsonObject document)
    {
        var page = new StringBuilder();
        page.Append("# REST\n\nWritten from the description that the server has at `/openapi/v1.json`; a test keeps them equal. ")
            .Append("[Server](server.md) explains tokens,\nlists, pages, versions and errors.\n");
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject()) Write(page, $"{method.ToUpperInvariant()} {path}", operation!);
        }

        page.Append("\n## Types\n");
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject()) WriteType(page, name, schema!);
        return page.ToString();
    }

    private static void Write(StringBuilder page, string title, JsonNode operation)
    {
        page.Append($"\n## `{title}`\n\n{operation["summary"]} {operation["description"]}\n\n");
        var parameters = operation["parameters"]!.AsArray();
        if (parameters.Count > 0) page.Append("| Parameter | In | Type | |\n|---|---|---|---|\n");
        foreach (var parameter in parameters)
        {
            page.Append($"| `{parameter!["name"]}` | {parameter["in"]} | {TypeOf(parameter["schema"]!)} | ")
                .Append($"{Cell((string?)parameter["description"])} |\n");
        }

        if (parameters.Count > 0) page.Append('\n');
        if (operation["requestBody"] is { } body) page.Append($"Body: {TypeOf(ContentOf(body))}.\n\n");
        var (status, answer) = operation["responses"]!.AsObject().First();
        page.Append($"Answer {status}: {TypeOf(ContentOf(answer!))}.\n");
    }

    private static void WriteType(StringBuilder page, string name, JsonNode schema)
    {
        page.Append($"\n### {name}\n\n");
        if (schema["anyOf"] is JsonArray any)
        {
            page.Append($"{string.Join(" or ", any.Select(one => TypeOf(one!)))}.\n");
            return;
        }

        page.Append("| Property | Type |\n|---|---|\n");
        foreach (var (property, type) in schema["properties"]!.AsObject()) page.Append($"| `{property}` | {TypeOf(type!)} |\n");
    }

    private static JsonNode ContentOf(JsonNode part) => part["content"]!.AsObject().First().Value!["schema"]!;

    private static string TypeOf(JsonNode schema)
    {
        if (schema is JsonValue) return "any";
        if ((string?)schema["$ref"] is { } reference)
        {
            var name = reference.Split('/')[3];
            return $"[{name}](#{name.ToLowerInvariant()})";
        }

        if (schema["enum"] is JsonArray words) return string.Join(", ", words.Select(word => word is null ? "null" : $"`{word}`"));
        var types = schema["type"] is JsonArray several
            ? several.Select(type => (string)type!).ToList()
            : [(string?)schema["type"] ?? "any"];
        var mayBeNull = types.Remove("null") ? " or null" : "";
        var format = (string?)schema["format"] is { } known ? $" ({known})" : "";
        return types[0] == "array" ? $"list of {TypeOf(schema["items"]!)}{mayBeNull}" : $"{types[0]}{format}{mayBeNull}";
    }

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal);
}
