using Allocation.Core.Definitions.Lifecycles;

namespace Allocation.Core.Tests.Definitions;

public sealed class LifecycleTests
{
    public static TheoryData<string> Names { get; } = [.. BuiltInLifecycles.All.Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_edge_joins_states_that_there_are(string name)
    {
        var lifecycle = BuiltInLifecycles.Find(name)!;

        foreach (var edge in lifecycle.Transfers)
        {
            Assert.True(lifecycle.Has(edge.Source), edge.ToString());
            Assert.True(lifecycle.Has(edge.Target), edge.ToString());
            Assert.True(edge.Error is null || lifecycle.Has(edge.Error), edge.ToString());
        }

        Assert.True(lifecycle.Has(lifecycle.Initial));
        Assert.Throws<KeyNotFoundException>(() => lifecycle.State("none"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void From_each_state_at_most_one_other_is_entered_without_a_request(string name)
    {
        var lifecycle = BuiltInLifecycles.Find(name)!;

        Assert.All(lifecycle.States, state => Assert.True(
            lifecycle.Transfers.Count(t => t.Source == state.Name && t.Target != state.Name && t.Trigger is TransferTrigger.Auto) <= 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_removal_leads_to_the_end_from_every_state_in_which_an_instance_can_rest(string name)
    {
        var lifecycle = BuiltInLifecycles.Find(name)!;
        var resting = lifecycle.States.Where(s => !s.Ended && (lifecycle.Next(s.Name) is not { } next || next.Validate)).ToList();
        Assert.Contains(resting, s => s.Name == "up");

        foreach (var state in resting)
        {
            var at = lifecycle.On(state.Name, TransferTrigger.Delete)?.Target;
            Assert.True(at is not null, $"{state.Name} cannot be removed.");
            for (var steps = 0; !lifecycle.State(at).Ended; steps++)
            {
                Assert.True(steps < lifecycle.States.Count, $"{state.Name} leads nowhere.");
                at = lifecycle.Next(at)?.Target;
                Assert.True(at is not null, $"The removal from {state.Name} does not end.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_edge_leaves_the_end(string name)
    {
        var lifecycle = BuiltInLifecycles.Find(name)!;
        var ended = Assert.Single(lifecycle.States, s => s.Ended);

        Assert.DoesNotContain(lifecycle.Transfers, t => t.Source == ended.Name);
    }
}
