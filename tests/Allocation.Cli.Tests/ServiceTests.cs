using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary><c>service</c>: definitions and services of any shape.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly Sandbox _box = new();

    public ServiceTests()
    {
        _box.Run("pool", "new", "vlan", "--from", "100", "--to", "103").Ok();
        _box.Write("switch.json", """
            { "name": "Switch", "attributes": { "name": "string", "site": { "type": "string", "modifier": "rw+", "optional": true } },
              "embedded": { "ports": { "modifier": "rw+", "keys": "name", "attributes": { "name": "string", "note": { "type": "string", "modifier": "rw+", "optional": true }, "vlan": { "type": "int", "modifier": "r" } } } },
              "allocation": [ { "attribute": "ports[name=*].vlan", "allocator": "number", "arguments": { "pool": "vlan" } } ] }
            """);
        _box.Run("service", "register", "switch.json").Ok();
    }

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void A_service_lives_from_new_to_remove()
    {
        var made = _box.Json("service", "new", "Switch", "s1", "--attributes", """{"ports": [{"name": "a"}, {"name": "b"}]}""").Ok().One;
        Assert.Equal("up", (string?)made["State"]);
        Assert.Equal([100, 101], Ports(made["Active"]!));

        var set = _box.Json("service", "set", "Switch", "s1", "--set", "site=north", "--attributes", """{"ports": [{"name": "b"}, {"name": "c"}]}""").Ok().One;
        Assert.Equal([101, 102], Ports(set["Attributes"]!));
        Assert.Equal("north", (string?)set["Attributes"]!["site"]);
        Assert.Equal("deep", (string?)_box.Json("service", "set", "Switch", "s1", "--set", "ports[name=b].note=deep")
            .Ok().One["Attributes"]!["ports"]![0]!["note"]);

        var undone = _box.Json("service", "undo", "Switch", "s1").Ok().One;
        Assert.Null((string?)undone["Attributes"]!["ports"]![0]!["note"]);
        _box.Run("service", "set", "Switch", "s1", "--set", "site=south").Ok();
        Assert.Null(_box.Json("service", "confirm", "Switch", "s1").Ok().One["Rollback"]);
        _box.Run("service", "undo", "Switch", "s1").Refused(ErrorKind.IllegalTransition);
        _box.Run("service", "set", "Switch", "s1", "--set", "site=west").Ok();
        Assert.Null(_box.Json("service", "set", "Switch", "s1", "--no-undo").Ok().One["Rollback"]);
        var gone = _box.Json("service", "remove", "Switch", "s1").Ok().One;
        Assert.Equal("terminated", (string?)gone["State"]);
        Assert.Empty(_box.Json("list").Ok().List);
        var kinds = _box.Json("service", "history", "Switch", (string)gone["Id"]!).Ok().List.Select(e => (string?)e["Kind"]).ToHashSet();
        Assert.Superset(new HashSet<string?> { "Created", "Updated", "Transferred", "Allocated", "Released" }, kinds);
    }

    [Fact]
    public void What_fails_is_told_by_its_own_code_and_can_be_resumed()
    {
        const string Many = """{"ports": [{"name": "a"}, {"name": "b"}, {"name": "c"}, {"name": "d"}]}""";
        _box.Run("service", "new", "Switch", "s", "--attributes", Many).Refused(ErrorKind.AllocationFailed);
        Assert.Empty(_box.Json("service", "get").Ok().List);
        var kept = _box.Json("service", "new", "Switch", "s", "--keep-partial", "--attributes", Many)
            .Refused(ErrorKind.AllocationFailed).One;
        Assert.Equal("rejected", (string?)kept["State"]);
        _box.Run("pool", "set", "vlan", "--to", "200").Ok();
        Assert.Equal("up", (string?)_box.Json("service", "resume", "Switch", "s").Ok().One["State"]);
        _box.Run("service", "set", "Switch", "s", "--set", "site=x", "--version-is", "1").Refused(ErrorKind.VersionConflict);
        _box.Run("service", "undo", "Switch", "s").Refused(ErrorKind.IllegalTransition);
        _box.Run("service", "set", "Switch", "s", "--set", "ports[name=a].vlan=7").Refused(ErrorKind.InvalidService);
        _box.Run("service", "set", "Switch", "s").Misused();
        _box.Run("service", "get", "nobody").Refused(ErrorKind.ServiceNotFound);
        _box.Run("service", "unregister", "Switch").Refused(ErrorKind.DefinitionInUse);
    }

    [Fact]
    public void Definitions_are_registered_listed_and_unregistered()
    {
        Assert.Equal(["Switch", "VlanService"], _box.Json("service", "definitions").Ok().List.Select(d => (string?)d["Name"]));
        _box.Write("bad.json", """{ "name": "Bad", "attributes": { "name": "strin" } }""");
        _box.Run("service", "register", "bad.json", "missing.json").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList()
            .ForEach(line => Assert.StartsWith("InvalidDefinition", line));
        _box.Run("service", "unregister", "switch").Ok();
        _box.Run("service", "new", "Switch", "s").Refused(ErrorKind.DefinitionNotFound);
        _box.Run("service", "unregister", "VlanService").Refused(ErrorKind.InvalidDefinition);
    }

    private static IEnumerable<int> Ports(System.Text.Json.Nodes.JsonNode attributes) =>
        attributes["ports"]!.AsArray().Select(p => (int)p!["vlan"]!);
}
