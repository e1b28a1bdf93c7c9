using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

public sealed class ServiceLifecycleTests : IDisposable
{
    private readonly ServiceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Every_transfer_and_allocation_is_in_the_history()
    {
        _world.Pool("p", 0, 5);
        var definition = _world.Define(Definition("\"simple_with_deallocation\""));
        var made = _world.New(definition, """{"name": "s"}""");
        made = _world.Set(definition, made, """{"note": "x"}""");
        _world.System.Services.Undo(definition, made.Id);
        _world.System.Services.Remove(definition, made.Id);
        var history = _world.System.Services.History(made.Id);
        Assert.Equal(
            [
                "acknowledged", "creating", "up", "update_start", "update_acknowledged", "update_inprogress", "up", "rollback", "up",
                    "deleting", "deallocating", "terminated",
            ],
            history.Where(e => e.Kind == ServiceEventKind.Transferred).Select(e => e.To));
        Assert.Equal(Enumerable.Range(2, 12), history.Where(e => e.Kind == ServiceEventKind.Transferred).Select(e => e.Version));
        Assert.Equal(ServiceEventKind.Created, history[0].Kind);
        var taken = Assert.Single(history, e => e.Kind == ServiceEventKind.Allocated);
        Assert.Equal(("n", "0"), (taken.Attribute, taken.Value));
        Assert.Equal(taken.ReservationId, Assert.Single(history, e => e.Kind == ServiceEventKind.Released).ReservationId);
    }

    [Fact]
    public void An_edge_that_is_not_there_names_those_that_are()
    {
        _world.Pool("p", 0, 0);
        var definition = _world.Define(Definition("\"simple\""));
        var rejected = _world.Try(definition, """{"name": "s"}""").Instance;
        var error = Assert.Throws<IllegalTransitionException>(() => _world.System.Services.Undo(definition, rejected.Id));
        Assert.Equal("rejected", error.State);
        Assert.Equal(["update to start", "delete to terminated"], error.Possible);
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("simple_with_deallocation")]
    public void The_shipped_lifecycles_keep_their_own_rules(string name)
    {
        var lifecycle = BuiltInLifecycles.Find(name)!;
        Assert.Equal(name == "simple" ? 17 : 18, lifecycle.States.Count);
        Assert.All(lifecycle.Transfers,
            t => Assert.True(lifecycle.Has(t.Source) && lifecycle.Has(t.Target) && (t.Error is null || lifecycle.Has(t.Error))));
        foreach (var state in lifecycle.States.Where(s => !s.Ended))
        {
            // Whatever rests can be removed, and what moves by itself comes to rest.
            var at = state.Name;
            for (var steps = 0; lifecycle.Next(at) is { } next; steps++, at = next.Target) Assert.InRange(steps, 0, lifecycle.States.Count);
            Assert.True(lifecycle.State(at).Ended || lifecycle.On(at, TransferTrigger.Delete) is not null, $"{at} cannot be removed");
        }

        Assert.Equal("rejected", lifecycle.Transfers.Single(t => t is { Source: "start", Validate: true }).Error);
        Assert.Equal(SetOperation.Promote, lifecycle.Transfers.Single(t => t.Source == "acknowledged").Operation);
        Assert.Equal(SetOperation.Rollback, lifecycle.On("update_failed", TransferTrigger.Undo)!.Operation);
        Assert.Equal(SetOperation.ClearCandidate, lifecycle.On("update_rejected", TransferTrigger.Undo)!.Operation);
        Assert.Equal("failed", lifecycle.On("update_rejected_failed", TransferTrigger.Undo)!.Target);
    }

    [Fact]
    public void A_lifecycle_of_ones_own_is_data()
    {
        _world.Pool("p", 0, 1);
        var definition = _world.Define(Definition("""
            { "name": "reviewed", "initial": "ordered",
              "states": [ { "name": "ordered", "validateSelf": "candidate" }, { "name": "denied", "label": "danger" }, { "name": "live", "label": "success", "validateOthers": "active", "exports": true }, { "name": "gone", "deleted": true } ],
              "transfers": [
                { "source": "ordered", "target": "live", "trigger": "auto", "validate": true, "error": "denied", "operation": "promote" },
                { "source": "denied", "target": "ordered", "trigger": "update" },
                { "source": "denied", "target": "gone", "trigger": "delete" },
                { "source": "live", "target": "gone", "trigger": "delete" } ] }
            """));
        var first = _world.New(definition, """{"name": "a"}""");
        Assert.Equal(("live", 0, 2), (first.State, first.At("n"), first.Version));
        var second = _world.Try(definition, """{"name": "b"}""").Instance;
        Assert.Equal("denied", second.State);
        Assert.Throws<IllegalTransitionException>(() => _world.Set(definition, first, """{"note": "no update here"}"""));
        Assert.Equal("gone", _world.System.Services.Remove(definition, first.Id).State);
        Assert.Equal(("live", 0), _world.System.Services.Resume(definition, second.Id).Instance is var resumed
            ? (resumed.State, resumed.At("n"))
            : default);
    }

    [Fact]
    public void Resuming_what_is_complete_changes_nothing()
    {
        _world.Pool("p", 0, 1);
        var definition = _world.Define(Definition("\"simple\""));
        var made = _world.New(definition, """{"name": "s"}""");
        var resumed = _world.System.Services.Resume(definition, made.Id).Instance;
        Assert.Equal((made.Version, made.State, made.Active), (resumed.Version, resumed.State, resumed.Active));
    }

    private static string Definition(string lifecycle) => $$"""
        { "name": "S", "lifecycle": {{lifecycle}}, "attributes": { "name": "string", "note": { "type": "string", "modifier": "rw+", "optional": true }, "n": { "type": "int", "modifier": "r" } },
          "allocation": [ { "attribute": "n", "allocator": "number", "arguments": { "pool": "p" } } ] }
        """;
}
