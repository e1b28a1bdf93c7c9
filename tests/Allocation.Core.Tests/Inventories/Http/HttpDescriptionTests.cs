using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Http;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>What a description must be, told all at once and each with its place; and the schema says the same.</summary>
public sealed class HttpDescriptionTests
{
    private static readonly string[] s_operations = ["allocate", "allocate_exactly", "free", "find", "list"];

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        const string Wrong = """
            {
              "url": "http://netbox.example.org/api?x=1", "secret": "geheim", "time_limit": 0, "numbers": "9-1", "zzz": 1,
              "headers": { "Content-Type": "text/plain", "bad header": "x" },
              "entry": { "number": "vid", "owner": "/owner" },
              "allocate": { "path": "/vlans", "body": { "name": ["{number}", "{"] }, "exhausted": [409, 42, { "status": 400 }] },
              "find": { "method": "HEAD", "path": "../vlans", "next": { "link": "/next", "offset": "o" } }
            }
            """;
        var places = Mistakes(Wrong, InventoryKind.Tagged).Select(m => m.Split(": ")[0]).ToList();
        Assert.Equal(
            [
                "allocate", "allocate", "allocate.body.name[0]", "allocate.body.name[1]", "allocate.exhausted[1]",
                    "allocate.exhausted[2].at", "allocate.exhausted[2].pattern",
                "allocate.path", "entry", "entry.number", "find", "find", "find.method", "find.next", "find.path",
                    "free", "headers.Content-Type",
                "headers.bad header", "numbers", "secret", "secret", "time_limit", "url", "url", "zzz",
            ],
            places.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"allow_plain_http": true, "url": "http://netbox.example.org/"}""", null)]
    [InlineData("""{"url": "http://127.0.0.1:8000/"}""", null)]
    [InlineData("""{"url": "http://netbox.example.org/"}""", "url")]
    [InlineData("""{"url": "ftp://netbox.example.org/"}""", "url")]
    [InlineData("""{"url": "https://me:geheim@netbox.example.org/"}""", "url")]
    [InlineData("""{"headers": {"Authorization": "Token 0123"}}""", "headers")]
    [InlineData("""{"user": "me"}""", "user")]
    [InlineData("""{"secret": null}""", "secret")]
    [InlineData("""{"headers": null}""", "secret")]
    [InlineData("""{"secret": "geheim"}""", "secret")]
    [InlineData("""{"client_key": "key.pem"}""", "client_key")]
    [InlineData("""{"ca_file": "ca.pem", "skip_certificate_check": true}""", "skip_certificate_check")]
    [InlineData("""{"allocate": null}""", "allocate")]
    [InlineData("""{"free": null}""", "free")]
    [InlineData("""{"find": null, "list": null}""", "find")]
    [InlineData("""{"find": null}""", null)]
    [InlineData("""{"numbers": "100-199"}""", "allocate")]
    [InlineData("""{"entry": {"number": "/vid", "id": "/id"}}""", "find")]
    [InlineData("""{"entry": {"number": "/vid", "key": "/name"}}""", "find")]
    [InlineData("""{"entry": {"id": "/id", "key": "/name"}}""", "allocate")]
    [InlineData("""{"allocate": {"path": "vlans/", "body": {"name": "{owner_name}"}}}""", "allocate")]
    [InlineData("""{"allocate_exactly": {"path": "vlans/", "body": {"name": "{key}"}}}""", "allocate_exactly")]
    [InlineData("""{"free": {"path": "https://elsewhere.example.org/{id}"}}""", "free.path")]
    [InlineData("""{"free": {"path": "//elsewhere.example.org/{id}"}}""", "free.path")]
    [InlineData("""{"free": {"path": "a/../../{id}"}}""", "free.path")]
    [InlineData("""{"free": {"path": "vlans/{secret}/{id}"}}""", "free.path")]
    [InlineData("""{"entry": {"number": "/vid", "id": "/id", "key": {"at": "/name", "pattern": "(a)(b)"}}}""", "entry.key.pattern")]
    [InlineData("""{"entry": {"number": "/vid", "id": "/id", "key": {"at": "/name", "pattern": "(?=a)(b)"}}}""", "entry.key.pattern")]
    [InlineData("""{"entry": {"number": "/vid", "id": "/id", "key": {"at": "/name", "pattern": "("}}}""", "entry.key.pattern")]
    public void A_mistake_is_told_with_its_place(string change, string? place)
    {
        var description = Recipes.Read(0);
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            if (value is null) description.Remove(name);
            else description[name] = value.DeepClone();
        var mistakes = Mistakes(description.ToJsonString(), InventoryKind.Tagged);
        Assert.True(place is null ? mistakes.Count == 0 : mistakes.Exists(m => m.StartsWith(place + ": ", StringComparison.Ordinal)),
            string.Join("\n", mistakes));
        Assert.DoesNotContain(mistakes, m => m.Contains("geheim", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(InventoryKind.ByValue, "free", "find")]
    [InlineData(InventoryKind.ById, "find")]
    public void The_kind_says_what_is_needed(InventoryKind kind, params string[] places) =>
        Assert.Equal(places, Mistakes(Recipes.Read(0).ToJsonString(), kind).Select(m => m.Split(": ")[0]));

    [Theory]
    [InlineData("[]")]
    [InlineData("nothing")]
    [InlineData("{\"url\": ")]
    public void What_is_no_JSON_object_is_refused(string text) =>
        Assert.Throws<InvalidPoolException>(() => HttpInventorySettings.Parse(text, "/"));

    [Fact]
    public void Its_files_are_looked_for_beside_it()
    {
        using var folder = new TemporaryFolder(inMemory: true);
        var read = HttpInventorySettings.ReadFile(folder.Write("a.json", """{"secret": "file:token", "ca_file": "ca.pem", /* a comment */ "client_key": "/etc/key.pem",}""")).Document;
        Assert.Equal(["file:" + folder.File("token"), folder.File("ca.pem"), Path.GetFullPath("/etc/key.pem")],
            new[] { "secret", "ca_file", "client_key" }.Select(n => (string)read[n]!));
        Assert.Contains("none.json", Assert.Throws<InvalidPoolException>(() =>
            HttpInventorySettings.ReadFile(folder.File("none.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_has_the_same_members()
    {
        var schema = JsonNode.Parse(Recipes.Schema)!;
        var places = new JsonObject { ["zzz"] = 1, ["entry"] = new JsonObject { ["zzz"] = 1, ["key"] = new JsonObject { ["zzz"] = 1 } } };
        foreach (var name in s_operations)
            places[name] = new JsonObject
            {
                ["zzz"] = 1,
                ["next"] = new JsonObject { ["zzz"] = 1 },
                ["not_found"] = new JsonArray(new JsonObject { ["zzz"] = 1 }),
            };
        var told = Mistakes(places.ToJsonString(), InventoryKind.Tagged)
            .Where(m => m.Contains("zzz: ", StringComparison.Ordinal))
            .ToDictionary(m => m[..m.IndexOf("zzz: ", StringComparison.Ordinal)].TrimEnd('.'),
                m => m[(m.IndexOf("there are ", StringComparison.Ordinal) + 10)..].TrimEnd(')').Split(", ").Order().ToList());

        Assert.Equal(Names(schema["properties"]), told[""]);
        Assert.Equal(Names(Definition("fields")["properties"]), told["entry"]);
        Assert.Equal(Names(Definition("place")["oneOf"]![1]!["properties"]), told["entry.key"]);
        Assert.Equal(Names(Definition("next")["properties"]), told["find.next"]);
        Assert.Equal(Names(Definition("answers")["items"]!["oneOf"]![1]!["properties"]), told["free.not_found[0]"]);
        foreach (var name in s_operations)
        {
            var own = schema["properties"]![name]!;
            if ((string?)own["$ref"] == "#/$defs/looks") own = Definition("looks");
            Assert.Equal(Names(Definition("operation")["properties"]).Concat(Names(own["properties"])).Order(), told[name]);
        }

        JsonNode Definition(string name) => schema["$defs"]![name]!;
        static List<string> Names(JsonNode? properties) => [.. properties!.AsObject().Select(p => p.Key).Order()];
    }

    private static List<string> Mistakes(string json, InventoryKind kind)
    {
        try
        {
            HttpInventorySettings.Parse(json, "/").ToApi("a", kind);
            return [];
        }
        catch (InvalidPoolException error)
        {
            return [.. error.Message["The inventory 'a' cannot be used: ".Length..^1].Split("; ")];
        }
    }
}
