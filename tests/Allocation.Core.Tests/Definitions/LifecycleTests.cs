using Allocation.Core.Definitions;

namespace Allocation.Core.Tests.Definitions;

public sealed class LifecycleTests
{
    private static readonly Lifecycle s_lifecycle = Lifecycles.SimpleWithDeallocation;

    [Fact]
    public void Every_edge_joins_states_that_there_are()
    {
        foreach (var edge in s_lifecycle.Transfers)
        {
            Assert.NotNull(s_lifecycle.State(edge.Source));
            Assert.NotNull(s_lifecycle.State(edge.Target));
            if (edge.Error is { } error) Assert.NotNull(s_lifecycle.State(error));
        }

        Assert.NotNull(s_lifecycle.State(s_lifecycle.Initial));
        Assert.Throws<KeyNotFoundException>(() => s_lifecycle.State("none"));
    }

    [Fact]
    public void At_most_one_edge_is_taken_by_itself_from_each_state() =>
        Assert.All(s_lifecycle.States, state => Assert.True(
            s_lifecycle.Transfers.Count(t => t.Source == state.Name && t.Trigger is TransferTrigger.Auto or TransferTrigger.Resources) <= 1));

    [Fact]
    public void Every_living_state_leads_to_the_end_by_a_removal()
    {
        foreach (var state in s_lifecycle.States.Where(s => !s.Ended && s.Name != "acknowledged"))
        {
            var at = s_lifecycle.On(state.Name, TransferTrigger.Delete)?.Target ?? state.Name;
            for (var steps = 0; !s_lifecycle.State(at).Ended; steps++)
            {
                Assert.True(steps < s_lifecycle.States.Count, $"{state.Name} leads nowhere.");
                at = s_lifecycle.Next(at)?.Target ?? throw new InvalidOperationException($"{state.Name} ends in {at}.");
            }
        }
    }

    [Fact]
    public void An_ended_state_is_left_by_no_edge_and_its_release_comes_before()
    {
        var ended = Assert.Single(s_lifecycle.States, s => s.Ended);

        Assert.DoesNotContain(s_lifecycle.Transfers, t => t.Source == ended.Name);
        Assert.All(s_lifecycle.Transfers.Where(t => t.Target == ended.Name), t => Assert.True(s_lifecycle.State(t.Source).Releases));
    }
}
