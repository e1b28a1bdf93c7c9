using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Stores.Tests.Differential;

/// <summary>Operations on definitions, and on services with embedded items, drawn at random.</summary>
internal sealed class ServiceScript(Random random)
{
    private const string Definition = "Switch";

    private static readonly string[] s_names = ["s1", "S1", "s\u00fc", "s'2"];
    private static readonly string[] s_ports = ["e0", "e1", "e2", "e=]3"];

    /// <summary>The next operation, with what it is for people.</summary>
    public (string What, Func<Replica, string> Do) Next() => random.Next(10) switch
    {
        0 => Register(),
        1 => Unregister(),
        < 5 => Create(),
        < 8 => Update(),
        8 => On("undo", (r, d, id) => r.System.Services.Undo(d, id)),
        _ => On("remove", (r, d, id) => r.System.Services.Remove(d, id)),
    };

    private (string, Func<Replica, string>) Register()
    {
        var document = $$"""
            {
              "name": "{{Definition}}", "identity": "name", "lifecycle": "{{(random.Next(2) == 0 ? "simple" : "simple_with_deallocation")}}",
              "attributes": { "name": "string", "note": { "type": "string", "modifier": "rw+", "optional": true } },
              "embedded": { "ports": { "modifier": "rw+", "keys": ["name"], "attributes": { "name": "string", "vlan": { "type": "int", "modifier": "r" } } } },
              "allocation": [ { "attribute": "ports[name=*].vlan", "allocator": "{{(random.Next(5) == 0 ? "nobody" : "number")}}", "arguments": { "pool": "vlan" } } ]
            }
            """;
        return ($"register {document}", r => $"{r.System.Definitions.Register(document).Version}");
    }

    private static (string, Func<Replica, string>) Unregister() => ("unregister", r =>
    {
        r.System.Definitions.Unregister(Definition);
        return "unregistered";
    }
    );

    private (string, Func<Replica, string>) Create()
    {
        var (name, attributes, partial) = (Name(), Attributes(), random.Next(2) == 0);
        return ($"create {name} {attributes.ToJsonString()} {partial}", r =>
            r.System.Services.Create(ServiceRequest.Of(Definitions(r), Copy(attributes), name, partial)).Instance.ToString());
    }

    private (string, Func<Replica, string>) Update()
    {
        var (attributes, partial, confirm) = (Attributes(), random.Next(3) == 0, random.Next(3) == 0);
        return On(
            $"update {attributes.ToJsonString()} {partial} {confirm}",
            (r, d, id) =>
                r.System.Services.Update(d, id, new ServiceChange(Copy(attributes)) { KeepPartial = partial, Confirm = confirm }).Instance);
    }

    private (string, Func<Replica, string>) On(string what, Func<Replica, ServiceDefinition, string, ServiceInstance> act)
    {
        var name = Name();
        return ($"{what} {name}", r =>
        {
            var definition = Definitions(r);
            var found = r.System.Services.Query(new ServiceQuery { Definition = Definition }, new NamePattern(name)).FirstOrDefault();
            return found is null ? "none" : act(r, definition, found.Id).ToString();
        }
        );
    }

    private JsonObject Attributes()
    {
        var ports = s_ports.Where(_ => random.Next(2) == 0).Select(JsonNode? (name) => new JsonObject { ["name"] = name });
        var attributes = new JsonObject { ["ports"] = new JsonArray([.. ports]) };
        if (random.Next(2) == 0) attributes["note"] = $"n{random.Next(3)}";
        return attributes;
    }

    private string Name() => s_names[random.Next(s_names.Length)];

    private static ServiceDefinition Definitions(Replica replica) => replica.System.Definitions.Get(Definition);

    private static JsonObject Copy(JsonObject attributes) => attributes.DeepClone().AsObject();
}
