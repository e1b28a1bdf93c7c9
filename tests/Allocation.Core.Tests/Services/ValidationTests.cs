using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;

namespace Allocation.Core.Tests.Services;

/// <summary>Validations that run on other sets than the candidate, and what happens when they fail.</summary>
public sealed class ValidationTests : IDisposable
{
    private readonly ServiceWorld _world = new();
    private readonly List<string> _seen = [];
    private string? _refusal;

    public ValidationTests()
    {
        _world.Pool("p", 0, 5);
        foreach (var (name, external) in new[] { ("check-inside", false), ("check-outside", true) })
            _world.Registry.Register(name, new ActionAllocator(Check, c => c.GetInstance()["tag"]?.ToString() == "checked", external));
    }

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("check-inside")]
    [InlineData("check-outside")]
    public void A_removal_is_validated_on_the_set_that_its_state_names(string check)
    {
        var definition = Define(check);
        var made = _world.New(definition, """{"name": "s", "tag": "checked"}""");
        _seen.Clear();
        _refusal = "not yet";
        var error = Assert.Throws<AllocationFailedException>(() => _world.System.Services.Remove(definition, made.Id));
        Assert.Contains("not yet", error.Message, StringComparison.Ordinal);
        var kept = _world.Now(made);
        Assert.Equal(("up", made.Active), (kept.State, kept.Active));
        Assert.Equal([0L], _world.Numbers());

        _refusal = null;
        Assert.Equal("gone", _world.System.Services.Remove(definition, made.Id).State);
        Assert.Equal(["s 0", "s 0"], _seen);
        Assert.Empty(_world.Held());
    }

    [Fact]
    public void An_update_that_another_process_undoes_meanwhile_says_so()
    {
        ServiceDefinition? definition = null;
        _world.Registry.Register("meddling", new FunctionAllocator(c =>
        {
            if (c.Active is not null) _world.System.Services.Undo(definition!, c.ServiceId);
            return JsonValue.Create(1);
        }));
        definition = _world.Define("""
            { "name": "M", "attributes": { "name": "string", "tag": { "type": "string", "modifier": "rw+", "optional": true }, "x": { "type": "int", "modifier": "r" } },
              "allocation": [ { "attribute": "x", "allocator": "meddling", "refreshOn": "tag" } ] }
            """);
        var made = _world.New(definition, """{"name": "s"}""");
        Assert.Throws<VersionConflictException>(() => _world.Set(definition, made, """{"tag": "t"}"""));
        Assert.Equal(("up", made.Active), _world.Now(made) is var now ? (now.State, now.Active) : default);
    }

    [Fact]
    public void A_failed_validation_goes_on_from_its_error_state()
    {
        _refusal = "no";
        var definition = _world.Define(Document(
            """
            { "initial": "ordered", "states": [ { "name": "ordered" }, { "name": "denied" }, { "name": "parked" }, { "name": "up" }, { "name": "gone", "deleted": true } ],
              "transfers": [ { "source": "ordered", "target": "up", "trigger": "auto", "validate": true, "error": "denied", "operation": "promote" },
                { "source": "denied", "target": "parked", "trigger": "auto" }, { "source": "parked", "target": "gone", "trigger": "delete" }, { "source": "up", "target": "gone", "trigger": "delete" } ] }
            """,
            "check-inside"));
        var outcome = _world.Try(definition, """{"name": "s", "tag": "checked"}""");
        Assert.Equal(("parked", "no"), (outcome.Instance.State, outcome.Failure!.InnerException!.Message));
    }

    [Theory]
    [InlineData(""""{ "source": "up", "target": "checking", "trigger": "delete" }, { "source": "checking", "target": "gone", "trigger": "auto", "validate": true, "error": "up" }"""", "active", "lifecycle.transfers[1].validate: giving back comes after")]
    [InlineData(""""{ "source": "up", "target": "checking", "trigger": "delete" }, { "source": "checking", "target": "ending", "trigger": "auto", "validate": true, "error": "up" }, { "source": "ending", "target": "gone", "trigger": "auto" }"""", "candidate", "lifecycle.transfers[1].validate: it validates the candidate set")]
    [InlineData(""""{ "source": "up", "target": "checking", "trigger": "delete" }, { "source": "checking", "target": "ending", "trigger": "auto", "validate": true, "error": "up" }, { "source": "ending", "target": "gone", "trigger": "auto" }"""", "rollback", "lifecycle.transfers[1].validate: it validates the rollback set")]
    [InlineData(""""{ "source": "up", "target": "checking", "trigger": "delete", "operation": "promote" }, { "source": "checking", "target": "gone", "trigger": "auto" }"""", "active", "lifecycle.transfers[0].operation: there may be no candidate set to promote")]
    [InlineData(""""{ "source": "up", "target": "checking", "trigger": "delete" }, { "source": "checking", "target": "gone", "trigger": "auto", "operation": "rollback" }"""", "active", "lifecycle.transfers[1].operation: there may be no rollback set")]
    [InlineData(""""{ "source": "up", "target": "checking", "trigger": "update" }, { "source": "checking", "target": "up", "trigger": "auto", "validate": true, "error": "gone" }, { "source": "up", "target": "gone", "trigger": "delete" }"""", "candidate", "lifecycle.transfers[1].error: 'gone' is deleted")]
    [InlineData(""""{ "source": "up", "target": "checking", "trigger": "update" }, { "source": "checking", "target": "up", "trigger": "auto", "validate": true, "error": "ending" }, { "source": "ending", "target": "checking", "trigger": "auto" }, { "source": "up", "target": "gone", "trigger": "delete" }"""", "candidate", "lifecycle.transfers[1].error: 'ending' leads back to 'checking' by itself")]
    public void A_lifecycle_that_would_work_on_nothing_or_never_rest_is_refused(string transfers, string set, string mistake)
    {
        var error = Assert.Throws<InvalidDefinitionException>(() => _world.Define(Document(
            $$"""
            { "initial": "start", "states": [ { "name": "start" }, { "name": "denied" }, { "name": "up" }, { "name": "checking", "validateSelf": "{{set}}" }, { "name": "ending" }, { "name": "gone", "deleted": true } ],
              "transfers": [ {{transfers}}, { "source": "start", "target": "up", "trigger": "auto", "validate": true, "error": "denied", "operation": "promote" }, { "source": "denied", "target": "gone", "trigger": "delete" } ] }
            """,
            "check-inside")));
        Assert.StartsWith(mistake, Assert.Single(error.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_gives_back_all_must_lead_to_the_end()
    {
        var error = Assert.Throws<InvalidDefinitionException>(() => _world.Define(Document(
            """
            { "initial": "start", "states": [ { "name": "start" }, { "name": "parked", "releases": true }, { "name": "gone", "deleted": true } ],
              "transfers": [ { "source": "start", "target": "parked", "trigger": "update" }, { "source": "parked", "target": "start", "trigger": "auto" }, { "source": "start", "target": "gone", "trigger": "delete" } ] }
            """,
            "check-inside")));
        Assert.StartsWith("lifecycle.states: 'parked' gives back all", Assert.Single(error.Mistakes), StringComparison.Ordinal);
    }

    private ServiceDefinition Define(string check) => _world.Define(Document(
        """
        { "initial": "start",
          "states": [ { "name": "start" }, { "name": "denied" }, { "name": "up" }, { "name": "checking", "validateSelf": "active" }, { "name": "ending" }, { "name": "gone", "deleted": true } ],
          "transfers": [ { "source": "start", "target": "up", "trigger": "auto", "validate": true, "error": "denied", "operation": "promote" },
            { "source": "denied", "target": "gone", "trigger": "delete" }, { "source": "up", "target": "checking", "trigger": "delete" },
            { "source": "checking", "target": "ending", "trigger": "auto", "validate": true, "error": "up" }, { "source": "ending", "target": "gone", "trigger": "auto" } ] }
        """,
        check));

    private static string Document(string lifecycle, string check) => $$"""
        { "name": "V", "lifecycle": {{lifecycle}}, "attributes": { "name": "string", "tag": { "type": "string", "modifier": "rw+", "optional": true }, "n": { "type": "int", "modifier": "r" } },
          "allocation": [ { "attribute": "n", "allocator": "number", "arguments": { "pool": "p" } }, { "allocator": "{{check}}" } ] }
        """;

    private void Check(AllocatorContext context)
    {
        _seen.Add($"{context.ServiceName} {context.GetInstance()["n"]}");
        if (_refusal is not null) throw new InvalidDataException(_refusal);
    }
}
