using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

/// <summary>Updates, undoing them, and what becomes of the numbers meanwhile.</summary>
public sealed class UpdateTests : IDisposable
{
    private readonly ServiceWorld _world = new();
    private readonly ServiceDefinition _switch;

    public UpdateTests()
    {
        _world.Pool("vlan", 100, 110);
        _switch = _world.Define(Switch("simple"));
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void New_items_get_values_kept_items_keep_theirs_and_dropped_values_stay_until_the_previous_set_is_gone()
    {
        var s = _world.New(_switch, """{"name": "s", "ports": [{"name": "a"}, {"name": "b"}]}""");
        Assert.Equal((100, 101), (s.At("ports[name=a].vlan"), s.At("ports[name=b].vlan")));

        s = _world.Set(_switch, s, """{"ports": [{"name": "c"}, {"name": "b"}]}""");
        Assert.Equal(("up", 101, 102), (s.State, s.At("ports[name=b].vlan"), s.At("ports[name=c].vlan")));
        Assert.Equal([100L, 101L, 102L], _world.Numbers());

        s = _world.Set(_switch, s, """{"ports": [{"name": "c"}]}""");
        Assert.Equal([101L, 102L], _world.Numbers());

        s = _world.System.Services.Confirm(_switch, s.Id);
        Assert.Equal([102L], _world.Numbers());
        Assert.Null(s.Rollback);
    }

    [Fact]
    public void Undo_brings_the_old_numbers_back_and_frees_the_new_ones()
    {
        var s = _world.New(_switch, """{"name": "s", "ports": [{"name": "a"}]}""");
        var before = s.Active;
        s = _world.Set(_switch, s, """{"ports": [{"name": "b"}, {"name": "c"}]}""");
        Assert.Equal([100L, 101L, 102L], _world.Numbers());
        s = _world.System.Services.Undo(_switch, s.Id);
        Assert.Equal("up", s.State);
        Assert.Equal(before, s.Active);
        Assert.Equal((null, null), (s.Candidate, s.Rollback));
        Assert.Equal([100L], _world.Numbers());
        Assert.Throws<IllegalTransitionException>(() => _world.System.Services.Undo(_switch, s.Id));
    }

    [Fact]
    public void A_failed_update_leaves_everything_as_it_was()
    {
        var s = _world.New(_switch, """{"name": "s", "ports": [{"name": "a"}]}""");
        _world.System.Pools.Change("vlan", new Core.Pools.PoolChange { To = 102 });
        var failure = Assert.Throws<AllocationFailedException>(() => _world.Set(_switch, s, """{"ports": [{"name": "b"}, {"name": "c"}]}"""));
        Assert.Equal("ports[name=c].vlan", failure.Attribute);
        Assert.Equal(["ports[name=b].vlan 101"], failure.Released);
        Assert.Equal(s, _world.Now(s));
        Assert.Equal([100L], _world.Numbers());
    }

    [Fact]
    public void A_failed_update_that_is_kept_is_rejected_and_can_be_resumed_changed_or_undone()
    {
        var s = _world.New(_switch, """{"name": "s", "ports": [{"name": "a"}]}""");
        _world.System.Pools.Change("vlan", new Core.Pools.PoolChange { To = 102 });
        var outcome = _world.TrySet(_switch, s, """{"ports": [{"name": "b"}, {"name": "c"}]}""");
        Assert.Equal("update_rejected", outcome.Instance.State);
        Assert.Equal(101, outcome.Instance.Candidate!.At("ports[name=b].vlan"));
        Assert.Equal([100L, 101L], _world.Numbers());

        outcome = _world.System.Services.Resume(_switch, s.Id);
        Assert.Equal("update_rejected", outcome.Instance.State);
        Assert.NotNull(outcome.Failure);
        Assert.Equal([100L, 101L], _world.Numbers());

        var changed = _world.Set(_switch, s, """{"ports": [{"name": "b"}]}""");
        Assert.Equal(("up", 101), (changed.State, changed.At("ports[name=b].vlan")));

        outcome = _world.TrySet(_switch, s, """{"ports": [{"name": "x"}, {"name": "y"}, {"name": "z"}]}""");
        Assert.Equal("update_rejected", outcome.Instance.State);
        var undone = _world.System.Services.Undo(_switch, s.Id);
        Assert.Equal(("up", 101), (undone.State, undone.At("ports[name=b].vlan")));
        Assert.Equal([100L, 101L], _world.Numbers());
    }

    [Fact]
    public void A_rejected_update_can_be_removed_with_all_its_numbers()
    {
        var s = _world.New(_switch, """{"name": "s", "ports": [{"name": "a"}]}""");
        _world.System.Pools.Change("vlan", new Core.Pools.PoolChange { To = 102 });
        _world.TrySet(_switch, s, """{"ports": [{"name": "b"}, {"name": "c"}]}""");
        Assert.Equal("terminated", _world.System.Services.Remove(_switch, s.Id).State);
        Assert.Empty(_world.Held());
    }

    [Fact]
    public void A_stale_version_changes_nothing()
    {
        var s = _world.New(_switch, """{"name": "s"}""");
        var newer = _world.Set(_switch, s, """{"ports": [{"name": "a"}]}""");
        Assert.True(newer.Version > s.Version);
        var services = _world.System.Services;
        var stale = new ServiceChange(ServiceWorld.Json("""{"ports": []}""")) { Version = s.Version };
        Assert.Equal((s.Version, newer.Version), Assert.Throws<VersionConflictException>(() =>
            services.Update(_switch, s.Id, stale)) is var e ? (e.Expected, e.Actual) : default);
        Assert.Throws<VersionConflictException>(() => services.Undo(_switch, s.Id, s.Version));
        Assert.Throws<VersionConflictException>(() => services.Resume(_switch, s.Id, version: s.Version));
        Assert.Throws<VersionConflictException>(() => services.Remove(_switch, s.Id, version: s.Version));
        Assert.Equal(newer, _world.Now(s));
        Assert.Equal("up", services.Update(_switch, s.Id, stale with { Version = newer.Version }).Instance.State);
    }

    [Fact]
    public void A_change_that_changes_nothing_takes_no_transfer()
    {
        var s = _world.New(_switch, """{"name": "s", "ports": [{"name": "a", "note": "n"}]}""");
        var same = _world.System.Services.Update(_switch, s.Id, new ServiceChange(s.Active!.Copy())).Instance;
        Assert.Equal(s, same);
        Assert.Equal(s, _world.Now(s));
    }

    [Fact]
    public void Deep_attributes_are_addressed_by_path()
    {
        var s = _world.New(_switch, """{"name": "s", "ports": [{"name": "a"}, {"name": "b"}]}""");
        s = _world.Set(_switch, s, """{"ports[name=b].note": "deep"}""");
        Assert.Equal("deep", s.Attributes.Get(DictPath.Parse("ports[name=b].note"))!.GetValue<string>());
        Assert.Equal((100, 101), (s.At("ports[name=a].vlan"), s.At("ports[name=b].vlan")));
        foreach (var nowhere in new[] { "ports[name=zzz].note", "ports[name=b].nothing", "ports.note", "ports[name=b" })
            Assert.Contains(nowhere, Assert.Single(Assert.Throws<InvalidServiceException>(() => _world.Set(_switch, s, $$"""{"{{nowhere}}": "x"}""")).Mistakes));
    }

    [Fact]
    public void An_update_that_needs_the_outside_and_fails_there_is_taken_back()
    {
        var fail = false;
        _world.Registry.Register("outside",
            new FunctionAllocator(_ => fail ? throw new InvalidDataException("the outside says no") : "ok"));
        var definition = _world.Define(Switch("simple_with_deallocation").Replace("\"Switch\"", "\"Outside\"").Replace("] } ]", """] }, { "attribute": "ports[name=*].tag", "allocator": "outside" } ]"""));
        var s = _world.New(definition, """{"name": "s", "ports": [{"name": "a"}]}""");
        fail = true;
        var failure = Assert.Throws<AllocationFailedException>(() => _world.Set(definition, s, """{"ports": [{"name": "a"}, {"name": "b"}]}"""));
        Assert.IsType<InvalidDataException>(failure.InnerException);
        Assert.Equal("ports[name=b].tag", failure.Attribute);
        Assert.Equal(["ports[name=b].vlan 101"], failure.Released);
        var now = _world.Now(s);
        Assert.Equal(("up", null), (now.State, now.Candidate));
        Assert.Equal(s.Active, now.Active);
        Assert.Equal([100L], _world.Numbers());
    }

    private static string Switch(string lifecycle) => $$"""
        { "name": "Switch", "lifecycle": "{{lifecycle}}", "attributes": { "name": "string" },
          "embedded": { "ports": { "modifier": "rw+", "keys": "name", "attributes": {
            "name": "string", "note": { "type": "string", "modifier": "rw+", "optional": true }, "tag": { "type": "string", "modifier": "r" }, "vlan": { "type": "int", "modifier": "r" } } } },
          "allocation": [ { "forEach": "ports", "identifiedBy": "name", "apply": [ { "attribute": "vlan", "allocator": "number", "arguments": { "pool": "vlan" } } ] } ] }
        """;
}
