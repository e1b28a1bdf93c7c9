using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Renaming;

public sealed class RenamingTests : IDisposable
{
    private readonly ServiceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_renamed_service_keeps_its_id_what_it_holds_and_its_history()
    {
        _world.Pool("vlan", 100, 110);
        var service = Vlan("web");
        var held = _world.Numbers();

        var renamed = Rename(service.Id, "www");

        Assert.Equal((service.Id, "www", "up"), (renamed.Id, renamed.Name, renamed.State));
        Assert.Equal("www", renamed.Attributes.Text("name"));
        Assert.Equal(held, _world.Numbers());
        Assert.All(_world.Held(), line => Assert.Equal("www", line.LeaseName));
        var history = _world.System.Services.History(service.Id);
        Assert.Equal(ServiceEventKind.Created, history[0].Kind);
        Assert.Equal((ServiceEventKind.Renamed, "web", "www", renamed.Version),
            (history[^1].Kind, history[^1].From, history[^1].To, history[^1].Version));
        Assert.Equal(service.Id, _world.System.VlanServices.Find(new NamePattern("WWW")).Single().Id);
        Assert.Throws<ServiceNotFoundException>(() => _world.System.VlanServices.Find(new NamePattern("web")).ToList());
        Assert.NotEqual(service.Id, Vlan("web").Id);

        _world.System.VlanServices.Remove(service.Id);
        Assert.Equal(2, _world.Held().Count);
    }

    [Fact]
    public void A_service_that_is_changed_after_its_renaming_keeps_the_new_name_and_its_numbers()
    {
        _world.Pool("p", 0, 5);
        var definition = _world.Define(Definition);
        var made = _world.Set(definition, _world.New(definition, """{"name": "s"}"""), """{"note": "x"}""");

        _world.System.ServiceNames.Rename("Plan", made.Id, "t");
        var undone = _world.System.Services.Undo(definition, made.Id);
        var changed = _world.Set(definition, undone, """{"note": "y"}""");

        Assert.Equal(("t", "t", 0), (changed.Name, changed.Attributes.Text("name"), changed.Attributes.Number("n")));
        Assert.Equal([0], _world.Numbers());
    }

    [Fact]
    public void A_name_in_use_is_refused_and_so_is_a_bad_one_and_a_service_that_others_changed()
    {
        _world.Pool("vlan", 100, 110);
        var (web, www) = (Vlan("web"), Vlan("www"));
        var before = Now(web);

        Assert.Equal("www", Assert.Throws<ServiceExistsException>(() => Rename(web.Id, "WWW")).Name);
        Assert.Throws<InvalidServiceException>(() => Rename(web.Id, " x"));
        Assert.Throws<InvalidServiceException>(() => Rename(web.Id, "a\nb"));
        Assert.Throws<VersionConflictException>(() => Rename(web.Id, "x", before.Version - 1));
        Assert.Throws<ServiceNotFoundException>(() => Rename("nobody", "x"));

        Assert.Equal(before, Now(web));
        Assert.Equal(before, Rename(web.Id, "web"));
        Assert.Equal("Web", Rename(web.Id, "Web", before.Version).Name);
        _world.System.VlanServices.Remove(www.Id);
        Assert.Equal("www", Rename(web.Id, "www").Name);
    }

    [Fact]
    public void The_name_of_a_service_that_a_number_names_must_be_a_number()
    {
        var definition = _world.Define("""{"name": "Site", "identity": "id", "attributes": {"id": "int"}}""");
        var site = _world.New(definition, """{"id": 7}""");

        Assert.Contains("whole number", Assert.Throws<InvalidServiceException>(() =>
            _world.System.ServiceNames.Rename("Site", site.Id, "seven")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidServiceException>(() => _world.System.ServiceNames.Rename("Site", site.Id, "+8"));
        Assert.Equal(8, _world.System.ServiceNames.Rename("Site", site.Id, "8").Attributes.Number("id"));
    }

    [Fact]
    public void A_renamed_pool_takes_along_what_is_held_and_every_service_that_names_it()
    {
        _world.Pool("vlan", 100, 102);
        _world.Pool("other", 200, 210);
        var web = _world.System.VlanServices.Create(new VlanServiceRequest("web") { SouthPool = "other" }).Service;
        _world.System.Direct.TakeAll([new DirectRequest("VLAN", "legacy")]).Checked();
        var partial = _world.System.VlanServices.Create(new VlanServiceRequest("part") { KeepPartial = true }).Service;
        _world.System.VlanServices.Remove(Vlan("gone", "other").Id);

        var pool = _world.System.PoolNames.Rename("Vlan", "campus");

        Assert.Equal(("campus", 2L, 0L), (pool.Name, pool.Held, pool.Free));
        Assert.Equal(("campus", "other"), (Now(web).Attributes.Text("north_pool"), Now(web).Attributes.Text("south_pool")));
        Assert.Equal(["campus", "campus", "other"], _world.Held().Select(line => line.Pool));
        _world.System.Pools.Change("campus", new PoolChange { To = 110 });
        Assert.Equal("up", _world.System.VlanServices.Resume(partial.Id).Service.State);
        _world.System.Direct.GiveBackAll(_world.System.Direct.Find(new NamePattern("legacy")).Single());
        _world.System.VlanServices.Remove(web.Id);
        _world.System.VlanServices.Remove(partial.Id);
        Assert.All(_world.System.Pools.Find(new NamePattern("*")), each => Assert.Equal(10, each.Free));
        Assert.Equal("vlan", _world.System.PoolNames.Rename("campus", "vlan").Name);
    }

    [Fact]
    public void A_pool_named_in_items_of_a_service_is_renamed_in_each_of_them()
    {
        _world.Pool("p", 0, 9);
        _world.Pool("q", 10, 19);
        var definition = _world.Define("""
            {"name": "Ports", "attributes": {"name": "string"},
             "embedded": {"ports": {"modifier": "rw+", "keys": ["id"],
                "attributes": {"id": "string", "pool": "string", "n": {"type": "int", "modifier": "r"}}}},
             "allocation": [{"attribute": "ports[id=*].n", "allocator": "number", "arguments": {"pool": {"item": "pool"}}}]}
            """);
        var made = _world.New(definition, """{"name": "s", "ports": [{"id": "a", "pool": "P"}, {"id": "b", "pool": "q"}]}""");

        _world.System.PoolNames.Rename("p", "r");

        Assert.Contains("""{"id":"a","pool":"r","n":0},{"id":"b","pool":"q","n":10}""", _world.Now(made).Attributes.ToJson(),
            StringComparison.Ordinal);
        _world.Set(definition, made, """{"ports": [{"id": "a", "pool": "r"}, {"id": "c", "pool": "r"}]}""");
        Assert.Contains(_world.Held(), line => line is { Pool: "r", Value: 1 });
    }

    [Fact]
    public void A_pool_that_a_definition_names_keeps_its_name_until_a_version_names_the_new_one()
    {
        _world.Pool("p", 0, 5);
        var definition = _world.Define(Definition);
        var made = _world.New(definition, """{"name": "s"}""");

        var error = Assert.Throws<PoolInUseException>(() => _world.System.PoolNames.Rename("p", "new"));
        Assert.Contains("'Plan' names it", error.Message, StringComparison.Ordinal);
        Assert.Equal("p", _world.Held(made)[0].Pool);

        var next = _world.Define(Definition.Replace("\"p\"", "\"new\"", StringComparison.Ordinal));
        Assert.Equal("new", _world.System.PoolNames.Rename("p", "new").Name);
        Assert.Equal([0], _world.Numbers(_world.Set(next, made, """{"note": "x"}""")));
        Assert.Equal([1], _world.Numbers(_world.New(next, """{"name": "t"}""")));
    }

    [Fact]
    public void A_pool_is_not_renamed_to_a_name_in_use_or_a_bad_one_and_a_pool_of_resources_not_at_all()
    {
        _world.Pool("a", 0, 5);
        _world.Pool("b", 0, 5);
        _world.System.ResourcePools.Create("vm",
            new() { New = HookCommand.Shell("true"), Delete = HookCommand.Shell("true"), Tags = [new("t", 0)] });

        Assert.Equal("b", Assert.Throws<PoolExistsException>(() => _world.System.PoolNames.Rename("a", "B")).Pool);
        Assert.Equal("vm", Assert.Throws<PoolExistsException>(() => _world.System.PoolNames.Rename("a", "VM")).Pool);
        Assert.Throws<InvalidPoolException>(() => _world.System.PoolNames.Rename("a", "file:x"));
        Assert.Throws<PoolNotFoundException>(() => _world.System.PoolNames.Rename("c", "d"));
        Assert.Contains("hooks", Assert.Throws<InvalidPoolException>(() => _world.System.PoolNames.Rename("VM", "d")).Message,
            StringComparison.Ordinal);
        Assert.Equal("A", _world.System.PoolNames.Rename("a", "A").Name);
    }

    private const string Definition = """
        {"name": "Plan", "lifecycle": "simple_with_deallocation",
         "attributes": {"name": "string", "note": {"type": "string", "optional": true, "modifier": "rw+"},
            "n": {"type": "int", "modifier": "r"}},
         "allocation": [{"attribute": "n", "allocator": "number", "arguments": {"pool": "p"}}]}
        """;

    private VlanService Vlan(string name, string? pool = null) => _world.System.VlanServices.Create(
        pool is null ? new VlanServiceRequest(name) : new VlanServiceRequest(name) { NorthPool = pool, SouthPool = pool }).Service;

    private ServiceInstance Now(VlanService service) => _world.System.Services.Find(service.Id)!;

    private ServiceInstance Rename(string id, string newName, int? version = null) =>
        _world.System.ServiceNames.Rename("VlanService", id, newName, version);
}
