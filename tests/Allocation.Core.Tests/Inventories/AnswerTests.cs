using Allocation.Core.Errors;
using Allocation.Core.Leaks;

namespace Allocation.Core.Tests.Inventories;

/// <summary>Answers of programs that cannot be read, or that contradict themselves: each leaves open what was done, and nothing between two
/// states.</summary>
public sealed class AnswerTests
{
    public static TheoryData<string> Faults { get; } =
        ["garbage", "two", "doubled", "deep", "surrogate", "latin", "both", "exhausted-1", "word", "taken"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_a_tagged_program_took_is_found_whatever_it_answered(string fault)
    {
        using var world = new InventoryWorld("TaggedCommand", "allocate:late-" + fault);
        using var system = world.Open();
        Assert.Equal(("up", 100L), system.VlanServices.Create(world.Request("a")).Service is var service
            ? (service.State, service.NorthVlanId)
            : default);
        Assert.Empty(world.Intents);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_nobody_can_ask_for_is_a_suspect_with_the_reason_and_no_service_is_left(string fault)
    {
        foreach (var source in new[] { "ByValueCommand", "ByIdCommand" })
        {
            using var world = new InventoryWorld(source, "allocate:late-" + fault);
            using (var system = world.Open())
            {
                var error = Assert.Throws<AllocationFailedException>(() => system.VlanServices.Create(world.Request("a")));
                Assert.True(Assert.IsType<InventoryFailedException>(error.InnerException).OutcomeUnknown);
            }

            Assert.Empty(world.Services);
            var suspect = Assert.Single(world.Leaks);
            Assert.Equal((LeakKind.Suspect, 100L), (suspect.Kind, suspect.Value));
            Assert.DoesNotContain("ended in the middle", suspect.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("doubled")]
    [InlineData("surrogate")]
    [InlineData("deep")]
    [InlineData("exhausted-1")]
    [InlineData("both")]
    public void A_list_that_cannot_be_read_is_told_and_hides_no_other_leak(string fault)
    {
        using var world = new InventoryWorld("ByValueCommand", "list:" + fault);
        Assert.NotEqual(0, world.Create("a", "after:1"));
        Assert.Contains(world.Leaks, leak => leak.Kind == LeakKind.StuckService);
        using var system = world.Open();
        Assert.Equal("up", system.VlanServices.Create(world.Request("b")).Service.State);
    }

    [Theory]
    [InlineData("doubled")]
    [InlineData("surrogate")]
    [InlineData("latin")]
    [InlineData("both")]
    public void A_find_or_a_free_that_cannot_be_read_fails_as_any_other(string fault)
    {
        using var world = new InventoryWorld("TaggedCommand", "free:" + fault);
        using var system = world.Open();
        var service = system.VlanServices.Create(world.Request("a")).Service;
        Assert.Throws<ReleaseFailedException>(() => system.VlanServices.Remove(service.Id));
        Assert.Equal("deallocating", Assert.Single(world.Services).State);
    }

    [Fact]
    public void A_byte_order_mark_before_an_answer_means_nothing()
    {
        using var world = new InventoryWorld("TaggedCommand", "marked");
        using var system = world.Open();
        var service = system.VlanServices.Create(world.Request("a")).Service;
        system.VlanServices.Remove(service.Id);
        Assert.Empty(world.External);
        Assert.Empty(world.Intents);
    }
}
