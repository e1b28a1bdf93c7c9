using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Leaks;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Inventories;

/// <summary>
/// A number in use is never freed over there, and what an inventory finds for an owner is no answer when the ledger holds it: for
/// all sources, also for those whose statements or programs do not tell the claims of one attribute apart.
/// </summary>
public sealed class HeldNumberTests
{
    private const string Loose = "LooseOwnerTable";

    public static TheoryData<string> ExactSources { get; } = [.. InventorySources.All, .. InventorySources.Careless.Where(s => s != Loose)];

    public static TheoryData<string> CarelessSources { get; } = [.. InventorySources.Careless];

    [Theory]
    [MemberData(nameof(ExactSources))]
    public void An_update_that_asks_again_gets_another_number_or_leaves_all_as_it_was(string source)
    {
        using var world = new InventoryWorld(source);
        using var system = world.Open();
        var definition = Register(system, world.Pool);
        var made = Create(system, definition, """{"name": "n", "colour": "a"}""");
        Assert.Equal(100, made.Attributes.Number("id"));
        var changed = Update(system, definition, made, """{"colour": "b"}""");
        AssertSame(world, changed ? [100, 101] : [100]);
        var other = Create(system, definition, """{"name": "m", "colour": "a"}""");
        AssertSame(world, changed ? [100, 101, 102] : [100, 101]);

        // And back: what is in force stays, and what is not is free.
        if (changed) system.Services.Undo(definition, made.Id);
        AssertSame(world, changed ? [100, 102] : [100, 101]);
        system.Services.Remove(definition, made.Id);
        AssertSame(world, [other.Attributes.Number("id")!.Value]);
        Assert.Empty(system.Leaks.Find());
    }

    [Theory]
    [MemberData(nameof(ExactSources))]
    public void An_update_that_fails_later_gives_back_only_what_it_took(string source)
    {
        using var world = new InventoryWorld(source);
        using var system = world.Open();
        var definition = Register(system, world.Pool, """, { "attribute": "more", "allocator": "number", "arguments": { "pool": { "path": "pool" } }, "refreshOn": "pool" }""");
        var made = Create(system, definition, """{"name": "n", "colour": "a", "pool": "own"}""");
        var error = Assert.Throws<AllocationFailedException>(() => system.Services.Update(definition, made.Id, Change("""{"colour": "b", "pool": "full"}""")));
        AssertSame(world, [100]);
        Assert.DoesNotContain("id 100", error.Released);
        Assert.Equal("up", system.Services.Find(made.Id)!.State);
        Assert.Empty(world.Intents);
        Assert.Empty(system.Leaks.Find());
    }

    [Theory]
    [MemberData(nameof(ExactSources))]
    public void An_item_that_is_removed_and_comes_back_while_that_can_be_undone(string source)
    {
        using var world = new InventoryWorld(source);
        using var system = world.Open();
        var definition = system.Definitions.Register($$"""
            { "name": "Ports", "lifecycle": "simple_with_deallocation", "attributes": { "name": "string" },
              "embedded": { "ports": { "modifier": "rw+", "keys": "name", "attributes": { "name": "string", "id": { "type": "int", "modifier": "r" } } } },
              "allocation": [ { "forEach": "ports", "identifiedBy": "name", "apply": [ { "attribute": "id", "allocator": "number", "arguments": { "pool": "{{world.Pool}}" } } ] } ] }
            """);
        var made = Create(system, definition, """{"name": "n", "ports": [{"name": "a"}]}""");
        Assert.True(Update(system, definition, made, """{"ports": []}"""));
        AssertSame(world, [100]);
        Update(system, definition, made, """{"ports": [{"name": "a"}]}""");
        AssertSame(world);
        system.Services.Remove(definition, made.Id);
        AssertSame(world, []);
    }

    [Theory]
    [MemberData(nameof(CarelessSources))]
    public void The_error_says_what_the_statements_lack(string source)
    {
        Assert.SkipWhen(source == Loose, "Its table takes a second row.");
        using var world = new InventoryWorld(source);
        using var system = world.Open();
        var definition = Register(system, world.Pool);
        var made = Create(system, definition, """{"name": "n", "colour": "a"}""");
        var error = Assert.Throws<AllocationFailedException>(() => system.Services.Update(definition, made.Id, Change("""{"colour": "b"}""")));
        Assert.Contains("key", error.InnerException!.Message, StringComparison.Ordinal);
        Assert.Empty(error.Released);
        Assert.Empty(error.Stuck);
        Assert.DoesNotContain("Released again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_would_be_freed_together_with_one_in_use_stays_and_is_reported()
    {
        using var world = new InventoryWorld(Loose);
        using var system = world.Open();
        var definition = Register(system, world.Pool);
        var made = Create(system, definition, """{"name": "n", "colour": "a"}""");
        Assert.True(Update(system, definition, made, """{"colour": "b"}"""));
        var error = Assert.Throws<ReleaseFailedException>(() => system.Services.Confirm(definition, made.Id));
        Assert.Contains("@key", error.Message, StringComparison.Ordinal);
        AssertSame(world, [100, 101]);

        // When the service goes, both are to be freed.
        system.Services.Remove(definition, made.Id);
        AssertSame(world, []);
    }

    [Fact]
    public void A_number_that_the_inventory_can_never_free_alone_is_dismissed_and_stays_there()
    {
        using var world = new InventoryWorld(Loose);
        using var system = world.Open();
        var definition = Register(system, world.Pool);
        var made = Create(system, definition, """{"name": "n", "colour": "a"}""");
        Assert.True(Update(system, definition, made, """{"colour": "b"}"""));
        Assert.Throws<ReleaseFailedException>(() => system.Services.Confirm(definition, made.Id));
        var unused = Assert.Single(system.Leaks.Find());
        Assert.Equal((LeakKind.UnusedAllocation, 100L), (unused.Kind, unused.Value));
        Assert.ThrowsAny<AllocationException>(() => system.Repairs.Mend(unused));

        var outcome = system.Repairs.Dismiss(unused);
        Assert.True(outcome.Mended, outcome.Action);
        Assert.Contains("not freed", outcome.Action, StringComparison.Ordinal);
        Assert.False(system.Repairs.Dismiss(unused).Mended);
        Assert.Equal([100L, 101L], world.External);
        Assert.Equal([101L], world.Held);
        Assert.Empty(system.Leaks.Find());
        Assert.Equal(0, system.Repairs.Settle());
        Assert.Equal(100, Assert.Single(system.Leaks.Dismissed()).Value);
        system.Services.Remove(definition, made.Id);
        Assert.Empty(system.Leaks.Find());
    }

    [Fact]
    public void A_failed_update_whose_number_would_be_freed_together_with_one_in_use_leaves_a_leak_that_is_seen()
    {
        using var world = new InventoryWorld(Loose);
        using var system = world.Open();
        var definition = Register(system, world.Pool, """, { "attribute": "more", "allocator": "number", "arguments": { "pool": { "path": "pool" } }, "refreshOn": "pool" }""");
        var made = Create(system, definition, """{"name": "n", "colour": "a", "pool": "own"}""");
        var error = Assert.Throws<AllocationFailedException>(() => system.Services.Update(definition, made.Id, Change("""{"colour": "b", "pool": "full"}""")));
        Assert.Empty(error.Released);
        Assert.NotEmpty(error.Stuck);
        Assert.Equal([100L, 101L], world.External);
        Assert.Contains(100L, world.Held);
        Assert.True(world.Held.Contains(101) || system.Leaks.Find().Any(l => l.Value == 101), "101 must be seen");
    }

    private static ServiceDefinition Register(AllocationSystem system, string pool, string more = "") => system.Definitions.Register($$"""
        { "name": "Net", "lifecycle": "simple_with_deallocation",
          "attributes": { "name": "string", "colour": { "type": "string", "modifier": "rw+" }, "pool": { "type": "string", "modifier": "rw+", "optional": true },
            "id": { "type": "int", "modifier": "r" }, "more": { "type": "int", "modifier": "r" } },
          "allocation": [ { "attribute": "id", "allocator": "number", "arguments": { "pool": "{{pool}}" }, "refreshOn": "colour" }{{more}} ] }
        """);

    private static ServiceInstance Create(AllocationSystem system, ServiceDefinition definition, string attributes) =>
        system.Services.Create(ServiceRequest.Of(definition, JsonNode.Parse(attributes)!.AsObject())).Instance;

    private static ServiceChange Change(string attributes) => new(JsonNode.Parse(attributes)!.AsObject());

    private static bool Update(AllocationSystem system, ServiceDefinition definition, ServiceInstance made, string attributes)
    {
        try
        {
            system.Services.Update(definition, made.Id, Change(attributes));
            return true;
        }
        catch (AllocationFailedException)
        {
            return false;
        }
    }

    private static void AssertSame(InventoryWorld world, params long[] numbers)
    {
        AssertSame(world);
        Assert.Equal(numbers, world.External);
    }

    // Number by number: neither side has what the other has not.
    private static void AssertSame(InventoryWorld world) => Assert.Equal(world.Held, world.External);
}
