using System.Net;
using System.Text.Json.Nodes;
using Allocation.Core.Access;
using Allocation.Core.Direct;
using Allocation.Core.Storage.Events;

namespace Allocation.Server.Tests;

/// <summary>What only the role admin may change: definitions, inventories, resource pools, and what a crash left.</summary>
public sealed class RestAdminTests : IDisposable
{
    private const string Port = """
        { "name": "Port", "attributes": { "name": "string", "vlan": { "type": "int", "modifier": "r" } },
          "allocation": [ { "attribute": "vlan", "allocator": "number", "arguments": { "pool": "vlan" } } ] }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly RunningServer _server;
    private readonly string _token;

    public RestAdminTests()
    {
        _server = new RunningServer(new ServerSettings { AllowsCommands = true });
        _token = _server.Token("root", AccessRole.Admin);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_definition_is_registered_replaced_and_unregistered()
    {
        using var made = await _server.Send(HttpMethod.Post, "/api/v1/definitions", _token, Port);
        Assert.Equal((HttpStatusCode.Created, "/api/v1/definitions/Port", "\"1\""),
            (made.StatusCode, made.Headers.Location?.OriginalString, made.Headers.ETag?.Tag));
        Assert.Equal(Port, (string)(await Body(made))["Document"]!);

        // The same again changes nothing.
        Assert.Equal(1, (int)(await Ok(HttpMethod.Post, "/definitions", Port, HttpStatusCode.Created))["Version"]!);
        var changed = Port.Replace("\"string\"", "{ \"type\": \"string\", \"description\": \"x\" }", StringComparison.Ordinal);
        var first = ("If-Match", "\"1\"");
        Assert.Equal(2, (int)(await Ok(HttpMethod.Put, "/definitions/port", changed, HttpStatusCode.OK, first))["Version"]!);
        await Refused(HttpMethod.Put, "/definitions/Port", Port, HttpStatusCode.PreconditionFailed, "VersionConflict", first);
        await Refused(HttpMethod.Put, "/definitions/Other", Port, HttpStatusCode.NotFound, "DefinitionNotFound");
        await Refused(HttpMethod.Put, "/definitions/VlanService", Port, HttpStatusCode.BadRequest, "Usage");

        await Ok(HttpMethod.Post, "/services/Port", """{ "Name": "eth0" }""", HttpStatusCode.Created);
        await Refused(HttpMethod.Delete, "/definitions/Port", null, HttpStatusCode.Conflict, "DefinitionInUse");
        await Ok(HttpMethod.Delete, "/services/Port/eth0", null);
        await Refused(HttpMethod.Delete, "/definitions/Port", null, HttpStatusCode.PreconditionFailed, "VersionConflict", first);
        Assert.Equal("Port", (string)(await Ok(HttpMethod.Delete, "/definitions/Port", null))["Name"]!);
        await Refused(HttpMethod.Get, "/definitions/Port", null, HttpStatusCode.NotFound, "DefinitionNotFound");
        Assert.Equal("token:root", _server.System.Events.Query(new EventQuery { Subject = EventSubject.Definition }).First().User);
    }

    [Theory]
    [InlineData("", "Usage")]
    [InlineData("[]", "Usage")]
    [InlineData("{", "Usage")]
    [InlineData("{}", "InvalidDefinition")]
    [InlineData("""{ "name": "VlanService", "attributes": { "name": "string" } }""", "InvalidDefinition")]
    [InlineData("""{ "name": "x", "allocation": [ { "arguments": { "pool": "file:/etc/passwd" } } ] }""", "Usage")]
    public Task A_document_that_is_no_definition_is_refused(string body, string id) =>
        Refused(HttpMethod.Post, "/definitions", body, HttpStatusCode.BadRequest, id);

    [Fact]
    public async Task An_inventory_is_registered_used_replaced_and_unregistered()
    {
        var file = PoolFile("pool.json");
        using var made = await _server.Send(HttpMethod.Post, "/api/v1/inventories", _token,
            new JsonObject { ["Name"] = "lab", ["File"] = file }.ToJsonString());
        Assert.Equal((HttpStatusCode.Created, "/api/v1/inventories/lab"), (made.StatusCode, made.Headers.Location?.OriginalString));
        Assert.Equal("ByValue", (string)(await Body(made))["Kind"]!);
        await Refused(HttpMethod.Post, "/inventories", new JsonObject { ["Name"] = "LAB", ["File"] = file }.ToJsonString(),
            HttpStatusCode.Conflict, "PoolExists");

        await Ok(HttpMethod.Post, "/vlan-services", """{ "Name": "ext", "NorthPool": "inventory:lab" }""", HttpStatusCode.Created);
        await Refused(HttpMethod.Delete, "/inventories/lab", null, HttpStatusCode.Conflict, "PoolInUse");
        var other = await Ok(HttpMethod.Put, "/inventories/lab", new JsonObject { ["File"] = PoolFile("other.json") }.ToJsonString());
        Assert.EndsWith("other.json", (string)other["Location"]!, StringComparison.Ordinal);
        Assert.Equal(1, (int)other["Held"]!);
        await Ok(HttpMethod.Put, "/inventories/lab", new JsonObject { ["File"] = file }.ToJsonString());
        await Ok(HttpMethod.Delete, "/vlan-services/ext", null);
        Assert.Equal("lab", (string)(await Ok(HttpMethod.Delete, "/inventories/lab", null))["Name"]!);
        await Refused(HttpMethod.Get, "/inventories/lab", null, HttpStatusCode.NotFound, "InventoryNotFound");
        await Refused(HttpMethod.Get, "/inventories/%3F", null, HttpStatusCode.NotFound, "InventoryNotFound");
    }

    [Fact]
    public async Task Inventories_of_all_sources_are_registered_without_being_opened()
    {
        await Ok(HttpMethod.Post, "/inventories", """
            { "Name": "program", "Command": ["/no/such/program", "-x"], "CanList": true, "TimeLimit": "00:00:05",
              "Environment": { "A": "b" }, "EnvironmentFrom": { "PASSWORD": "env:SECRET" } }
            """, HttpStatusCode.Created);
        await Ok(HttpMethod.Post, "/inventories", """
            { "Name": "table", "Kind": "ByValue", "Database": "postgres://user@host/db", "AllocateSql": "SELECT 1 AS number",
              "FreeSql": "SELECT 1", "DatabasePasswordFrom": "file:/run/secret" }
            """, HttpStatusCode.Created);
        var sources = (await Ok(HttpMethod.Get, "/inventories", null)).AsArray().Select(row => (string)row!["Source"]!);
        Assert.Equal(["Command", "Sql"], sources);
    }

    [Theory]
    [InlineData("""{ "Name": "x" }""", "Usage")]
    [InlineData("""{ "Name": "x", "File": "relative.json" }""", "Usage")]
    [InlineData("""{ "Name": "x", "File": "/a", "Command": ["a"] }""", "Usage")]
    [InlineData("""{ "Name": "x", "File": "/a", "CanList": true }""", "Usage")]
    [InlineData("""{ "Name": "x", "File": "/a", "FreeSql": "x" }""", "Usage")]
    [InlineData("""{ "Name": "x", "File": "/a", "TimeLimit": "00:00:05" }""", "Usage")]
    [InlineData("""{ "Name": "x", "Command": [] }""", "Usage")]
    [InlineData("""{ "Name": "x", "Command": ["a", null] }""", "Usage")]
    [InlineData("""{ "Name": "x", "Command": ["a"], "Environment": { "A": null } }""", "Usage")]
    [InlineData("""{ "Name": "x", "Command": ["./relative"] }""", "Usage")]
    [InlineData("""{ "Name": "x", "Command": ["a"], "EnvironmentFrom": { "A": "secret" } }""", "InvalidPool")]
    [InlineData("""{ "Name": "x", "Database": "sqlite:/a" }""", "Usage")]
    [InlineData("""{ "Name": "x", "Database": "sqlite:relative.db", "AllocateSql": "a", "FreeSql": "b" }""", "Usage")]
    [InlineData("""{ "Name": "x", "Database": "nothing", "AllocateSql": "a", "FreeSql": "b" }""", "InvalidStore")]
    [InlineData("""{ "Name": "x", "Http": {} }""", "InvalidPool")]
    [InlineData("""{ "Name": "x", "File": "/a", "Kind": "Transactional" }""", "InvalidPool")]
    public Task An_inventory_that_is_not_whole_is_refused(string body, string id) =>
        Refused(HttpMethod.Post, "/inventories", body, HttpStatusCode.BadRequest, id);

    [Fact]
    public async Task A_resource_pool_is_created_from_what_an_answer_shows_changed_and_removed()
    {
        using var made = await _server.Send(HttpMethod.Post, "/api/v1/resource-pools", _token, """
            { "Name": "gpu", "Settings": { "New": { "Line": "echo 1" }, "Delete": { "Arguments": ["/bin/true", "x"] }, "Max": 3,
              "StartDelay": "00:00:05", "Tags": [ { "Name": "cuda", "Priority": 2 } ] } }
            """);
        Assert.Equal((HttpStatusCode.Created, "/api/v1/pools/gpu"), (made.StatusCode, made.Headers.Location?.OriginalString));
        var shown = await Ok(HttpMethod.Get, "/pools/gpu", null);
        Assert.Equal((3, 2, "cuda"), ((int)shown["Max"]!, (int)shown["Settings"]!["MaxPrealloc"]!, (string)shown["Tag"]![0]!));

        // What was read can be sent again.
        await Ok(HttpMethod.Post, "/resource-pools", new JsonObject { ["Name"] = "gpu2", ["Settings"] = shown["Settings"]!.DeepClone() }
            .ToJsonString(), HttpStatusCode.Created);
        var again = await Ok(HttpMethod.Get, "/pools/gpu2", null);
        Assert.True(JsonNode.DeepEquals(shown["Settings"], again["Settings"]));

        var changed = await Ok(HttpMethod.Patch, "/resource-pools/gpu", """{ "Settings": { "max": 5 }, "Paused": true }""");
        Assert.Equal((5, true, "00:00:05"), ((int)changed["Max"]!, (bool)changed["Paused"]!, (string)changed["Settings"]!["StartDelay"]!));
        Assert.Equal("gpu", (string)(await Ok(HttpMethod.Delete, "/pools/gpu", null))["Name"]!);
        await Refused(HttpMethod.Get, "/pools/gpu", null, HttpStatusCode.NotFound, "PoolNotFound");
    }

    [Theory]
    [InlineData("""{ "Name": "x" }""", "Usage")]
    [InlineData("""{ "Name": "x", "Settings": { "Maxi": 1 } }""", "Usage")]
    [InlineData("""{ "Name": "x", "Settings": { "Max": "one" } }""", "Usage")]
    [InlineData("""{ "Name": "x", "Settings": { "Tags": [null] } }""", "Usage")]
    [InlineData("""{ "Name": "x", "Settings": { "New": { "Arguments": ["a", null] } } }""", "Usage")]
    [InlineData("""{ "Name": "x", "Settings": { "Max": 1 } }""", "InvalidPool")]
    [InlineData("""{ "Name": "x", "Settings": { "New": { "Line": "a" }, "Delete": { "Line": "a" }, "Max": -1 } }""", "InvalidPool")]
    public Task A_resource_pool_that_cannot_be_is_refused(string body, string id) =>
        Refused(HttpMethod.Post, "/resource-pools", body, HttpStatusCode.BadRequest, id);

    [Theory]
    [InlineData("POST", "/resource-pools", """{ "Name": "x", "Settings": {} }""")]
    [InlineData("PATCH", "/resource-pools/vm", """{ "Settings": { "Max": 1 } }""")]
    [InlineData("POST", "/inventories", """{ "Name": "x", "File": "/a" }""")]
    [InlineData("PUT", "/inventories/x", """{ "File": "/a" }""")]
    public async Task A_server_that_was_not_told_so_lets_nobody_name_programs_and_files(string method, string path, string body)
    {
        using var server = new RunningServer();
        using var answer = await server.Send(new(method), "/api/v1" + path, server.Token("root", AccessRole.Admin), body);
        Assert.Equal((HttpStatusCode.Forbidden, "Forbidden"), (answer.StatusCode, (string)(await Body(answer))["id"]!));
        using var paused = await server.Send(HttpMethod.Patch, "/api/v1/resource-pools/vm", server.Token("root2", AccessRole.Admin),
            """{ "Draining": true }""");
        Assert.True((bool)(await Body(paused))["Draining"]!);
    }

    [Fact]
    public async Task A_leak_is_mended_or_told_why_not()
    {
        _server.System.Direct.TakeAll([new DirectRequest("vlan", "late")
        {
            Term = new(null, null, TimeSpan.FromMilliseconds(1)),
        }]);
        JsonArray leaks = [];
        Until.True(() => (leaks = Ok(HttpMethod.Get, "/leaks", null).GetAwaiter().GetResult().AsArray()).Count == 1, "it is past its end");
        var id = Uri.EscapeDataString((string)leaks[0]!["Id"]!);
        await Refused(HttpMethod.Post, $"/leaks/{id}/dismiss", null, HttpStatusCode.Conflict, "LeakNotMended");
        var mended = await Ok(HttpMethod.Post, $"/leaks/{id}/mend", null);
        Assert.True((bool)mended["Mended"]!);
        await Refused(HttpMethod.Post, $"/leaks/{id}/mend", null, HttpStatusCode.NotFound, "LeakNotFound");
        Assert.Empty((await Ok(HttpMethod.Post, "/leaks/settle", null)).AsArray());
    }

    [Fact]
    public async Task What_the_inventory_lost_is_marked_as_taken_again_or_dismissed()
    {
        var file = PoolFile("pool.json");
        var body = new JsonObject { ["Name"] = "lab", ["File"] = file }.ToJsonString();
        await Ok(HttpMethod.Post, "/inventories", body, HttpStatusCode.Created);
        await Ok(HttpMethod.Post, "/vlan-services", """{ "Name": "ext", "NorthPool": "inventory:lab" }""", HttpStatusCode.Created);
        PoolFile("pool.json");
        var leak = (await Ok(HttpMethod.Get, "/leaks", null)).AsArray().Single()!;
        Assert.Equal("UnknownToInventory", (string)leak["Kind"]!);
        var path = $"/leaks/{Uri.EscapeDataString((string)leak["Id"]!)}";
        Assert.True((bool)(await Ok(HttpMethod.Post, path + "/dismiss", null))["Mended"]!);
        Assert.Empty((await Ok(HttpMethod.Get, "/leaks", null)).AsArray());
        var dismissed = (await Ok(HttpMethod.Get, "/leaks?dismissed=true", null)).AsArray().Single()!;
        await Ok(HttpMethod.Post, $"/leaks/{Uri.EscapeDataString((string)dismissed["Id"]!)}/mend", null);
        Assert.Contains("500", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Empty((await Ok(HttpMethod.Get, "/leaks?dismissed=true", null)).AsArray());
    }

    // Silence would mean that all is well.
    [Theory]
    [InlineData("GET", "/leaks")]
    [InlineData("POST", "/leaks/settle")]
    public async Task An_inventory_that_cannot_be_asked_is_named(string method, string path)
    {
        const string Gone = """{ "Name": "gone é", "Kind": "Tagged", "Command": ["/no/such/program"], "CanList": true }""";
        await Ok(HttpMethod.Post, "/inventories", Gone, HttpStatusCode.Created);
        using var answer = await _server.Send(new(method), "/api/v1" + path, _token, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var notice = Uri.UnescapeDataString(answer.Headers.GetValues("Allocation-Notice").Single());
        Assert.Contains("gone é", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_that_becomes_full_is_named()
    {
        _server.System.Pools.Create("small", new Core.Pools.PoolChange { From = 0, To = 2, WarnAt = 50 });
        const string Body = """{ "Pool": "small", "Name": "x" }""";
        using var answer = await _server.Send(HttpMethod.Post, "/api/v1/direct-allocations", _token, Body);
        Assert.Contains("small", answer.Headers.GetValues("Allocation-Notice").Single(), StringComparison.Ordinal);
    }

    private string PoolFile(string name)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, """{ "version": 1, "range": { "from": 500, "to": 510 }, "used": [] }""");
        return path;
    }

    private static async Task<JsonNode> Body(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    private Task<JsonNode> Ok(HttpMethod method, string path, string? body, HttpStatusCode status = HttpStatusCode.OK,
        params (string Name, string Value)[] headers) => _server.Ok(method, path, _token, body, status, headers);

    private Task Refused(HttpMethod method, string path, string? body, HttpStatusCode status, string id,
        params (string Name, string Value)[] headers) => _server.Refused(method, path, _token, body, status, id, headers);
}
