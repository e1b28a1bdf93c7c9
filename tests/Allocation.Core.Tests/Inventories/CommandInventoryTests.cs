using System.Diagnostics;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Leaks;
using Allocation.Core.Secrets;

namespace Allocation.Core.Tests.Inventories;

/// <summary>A program that does everything wrong, behind a service that has to come out whole or not at all.</summary>
public sealed class CommandInventoryTests
{
    // Of what hangs. It must have taken its number by then, so the limit follows how fast this machine starts a program that does well.
    private static readonly Lazy<TimeSpan> s_short = new(() =>
    {
        using var world = new InventoryWorld("TaggedCommand");
        using var system = world.Open();
        var started = Stopwatch.GetTimestamp();
        system.VlanServices.Create(world.Request("a"));
        var once = Stopwatch.GetElapsedTime(started);
        return 10 * once > TimeSpan.FromSeconds(4) ? 10 * once : TimeSpan.FromSeconds(4);
    });

    [Theory]
    [InlineData("crash")]
    [InlineData("fail")]
    [InlineData("garbage")]
    [InlineData("two")]
    [InlineData("flood")]
    [InlineData("silent")]
    [InlineData("hang")]
    public void A_fault_before_it_takes_anything_leaves_nothing(string fault)
    {
        using var world = new InventoryWorld("ByValueCommand", "allocate:" + fault, Limit(fault));
        Assert.IsType<InventoryFailedException>(FailToCreate(world).InnerException);
        AssertNothing(world);
    }

    [Theory]
    [InlineData("crash")]
    [InlineData("fail")]
    [InlineData("garbage")]
    [InlineData("two")]
    [InlineData("flood")]
    [InlineData("silent")]
    [InlineData("hang")]
    public void A_tagged_one_that_takes_and_then_fails_to_answer_is_asked_what_it_took(string fault)
    {
        using var world = new InventoryWorld("TaggedCommand", "allocate:late-" + fault, Limit(fault));
        using var system = world.Open();
        var service = system.VlanServices.Create(world.Request("a")).Service;
        Assert.Equal(("up", 100L), (service.State, service.NorthVlanId));
        Assert.Equal([100L], world.External);
        Assert.Empty(world.Intents);
        Assert.Empty(world.Leaks);
    }

    [Theory]
    [InlineData("ByValueCommand", "crash")]
    [InlineData("ByValueCommand", "silent")]
    [InlineData("ByIdCommand", "hang")]
    [InlineData("ByIdCommand", "fail")]
    public void One_that_nobody_can_ask_by_owner_leaves_an_exact_suspect(string source, string fault)
    {
        using var world = new InventoryWorld(source, "allocate:late-" + fault, Limit(fault));
        Assert.NotEmpty(FailToCreate(world).Stuck);
        Assert.Empty(world.Services);
        Assert.Equal([100L], world.External);
        var suspect = Assert.Single(world.Leaks);
        Assert.Equal((LeakKind.Suspect, 100L, 1), (suspect.Kind, suspect.Value, suspect.Candidates));
        using (var system = world.Open()) Assert.True(system.Repairs.Mend(suspect).Mended);
        Assert.Empty(world.External);
        AssertNothing(world);
    }

    [Theory]
    [InlineData("late-crash")]
    [InlineData("hang")]
    [InlineData("fail")]
    public void A_service_whose_number_cannot_be_freed_waits_deallocating_and_is_tried_again(string fault)
    {
        using var world = new InventoryWorld("ByValueCommand", "free:" + fault, Limit(fault));
        using var system = world.Open();
        var service = system.VlanServices.Create(world.Request("a")).Service;
        Assert.Throws<ReleaseFailedException>(() => system.VlanServices.Remove(service.Id));
        Assert.Equal("deallocating", Assert.Single(world.Services).State);
        var stuck = Assert.Single(world.Leaks, l => l.Kind == LeakKind.StuckService);
        Assert.Equal(("a", 100L), (stuck.LeaseName, stuck.Value));

        // Its pause has only begun.
        Assert.Equal(0, system.Repairs.Settle());
        Assert.Equal(1, Assert.Single(world.Intents).Attempts);
        Assert.ThrowsAny<AllocationException>(() => system.VlanServices.Remove(service.Id));
        Assert.Equal(2, Assert.Single(world.Intents).Attempts);
    }

    [Fact]
    public void What_it_refuses_is_told_in_our_words()
    {
        using var world = new InventoryWorld("ByIdCommand");
        using var system = world.Open();
        system.VlanServices.Create(world.Request("a") with { NorthVlanId = 150 });
        Assert.IsType<ValueTakenException>(Assert.Throws<AllocationFailedException>(() =>
            system.VlanServices.Create(world.Request("b") with { NorthVlanId = 150 })).InnerException);
        Assert.Throws<ValueOutOfRangeException>(() => system.VlanServices.Create(world.Request("b") with { NorthVlanId = 7 }));
        Assert.Equal([150L], world.External);
        Assert.Empty(world.Intents);
    }

    [Fact]
    public void Cancellation_kills_it_and_gives_back_what_it_took()
    {
        using var world = new InventoryWorld("TaggedCommand", "allocate:late-hang", TimeSpan.FromMinutes(10));
        using var system = world.Open();
        using var cancellation = new CancellationTokenSource();
        _ = Task.Run(() =>
        {
            while (world.External.Count == 0) Thread.Yield();
            cancellation.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => system.VlanServices.Create(world.Request("a"), null, cancellation.Token));
        AssertNothing(world);
    }

    [Fact]
    public void A_program_that_is_not_there_has_taken_nothing()
    {
        using var world = new InventoryWorld("ByValueFile");
        using var system = world.Open();
        var missing = system.Inventories.Register("missing", InventoryKind.ByValue,
            new CommandInventorySettings("no-such-program-anywhere", []));
        var error = Assert.Throws<AllocationFailedException>(() =>
            system.VlanServices.Create(world.Request("a") with { NorthPool = missing.Pool }));
        Assert.False(Assert.IsType<InventoryFailedException>(error.InnerException).OutcomeUnknown);
        Assert.Empty(world.Intents);
    }

    [Fact]
    public void Secrets_of_its_environment_are_never_told()
    {
        using var world = new InventoryWorld("ByValueFile");
        using var system = world.Open();
        var settings = new CommandInventorySettings(InventoryWorld.Host,
            [ProbeProgram.Path, "inventory", "serve", "ByValue", world.File + ".secret", "allocate:crash"])
        {
            Environment = new Dictionary<string, string> { ["TOKEN"] = "geheim" },
        };
        var view = system.Inventories.Register("secret", InventoryKind.ByValue, settings);
        Assert.DoesNotContain("geheim", view.ToString(), StringComparison.Ordinal);
        var error = Assert.Throws<AllocationFailedException>(() =>
            system.VlanServices.Create(world.Request("a") with { NorthPool = view.Pool }));
        Assert.Contains("the secret is ***", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("allocate:crash")]
    [InlineData("allocate:refuse")]
    public void A_secret_is_read_at_each_call_and_neither_stored_nor_told(string fault)
    {
        using var world = new InventoryWorld("ByValueFile");
        using var system = world.Open();
        var place = world.File + ".token";
        File.WriteAllText(place, "geheim\n");
        var settings = new CommandInventorySettings(InventoryWorld.Host,
            [ProbeProgram.Path, "inventory", "serve", "ByValue", world.File + ".secret", fault])
        {
            EnvironmentFrom = new Dictionary<string, SecretSource> { ["TOKEN"] = SecretSource.Parse("file:" + place, "/") },
        };
        var view = system.Inventories.Register("secret", InventoryKind.ByValue, settings);
        var error = Assert.Throws<AllocationFailedException>(() =>
            system.VlanServices.Create(world.Request("a") with { NorthPool = view.Pool }));
        Assert.Contains("the secret is ***", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
        using (var store = world.OpenStore())
        {
            var stored = store.Read(session => session.Inventories.Find("secret")!.Settings.ToJson());
            Assert.DoesNotContain("geheim", stored, StringComparison.Ordinal);
            Assert.Contains(place, stored, StringComparison.Ordinal);
        }

        var unsettled = world.Intents.Count;
        File.Delete(place);
        error = Assert.Throws<AllocationFailedException>(() =>
            system.VlanServices.Create(world.Request("a") with { NorthPool = view.Pool }));
        Assert.False(Assert.IsType<InventoryFailedException>(error.InnerException).OutcomeUnknown);
        Assert.Equal(unsettled, world.Intents.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A=B")]
    [InlineData("A\n")]
    public void A_variable_needs_a_name_that_can_be_one(string name)
    {
        using var world = new InventoryWorld("ByValueFile");
        using var system = world.Open();
        var settings = new CommandInventorySettings("prog", [])
        {
            EnvironmentFrom = new Dictionary<string,
            SecretSource>
            { [name] = SecretSource.Parse("env:X", "/") },
        };
        Assert.Throws<InvalidPoolException>(() => system.Inventories.Register("bad", InventoryKind.ByValue, settings));
        Assert.Throws<InvalidPoolException>(() => system.Inventories
            .Register("bad", InventoryKind.ByValue, settings with
            {
                Environment = new Dictionary<string,
                string>
                { [name] = "x" },
                EnvironmentFrom = new Dictionary<string,
                SecretSource>(),
            }));
    }

    private static TimeSpan Limit(string fault) => fault == "hang" ? s_short.Value : HangLimit.Time;

    private static AllocationFailedException FailToCreate(InventoryWorld world)
    {
        using var system = world.Open();
        return Assert.Throws<AllocationFailedException>(() => system.VlanServices.Create(world.Request("a")));
    }

    private static void AssertNothing(InventoryWorld world)
    {
        Assert.Empty(world.Services);
        Assert.Empty(world.External);
        Assert.Empty(world.Intents);
        Assert.Empty(world.Leaks);
    }
}
