using Allocation.Core.Ledger;

namespace Allocation.Core.Tests.Ledger;

public sealed class LedgerRequestTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, false, AllocationState.Active)]
    [InlineData(null, true, AllocationState.Released)]
    [InlineData(StateFilter.Released, true, AllocationState.Released)]
    [InlineData(StateFilter.Released, false, AllocationState.Released)]
    [InlineData(StateFilter.All, false, null)]
    public void What_is_said_of_the_state_becomes_one_state(StateFilter? state, bool terminated, AllocationState? expected)
    {
        var request = new LedgerRequest(new AllocationQuery { Pool = "p" }, state, terminated);
        Assert.Null(request.Mistake(name => name));
        Assert.Equal(expected, request.ToQuery().State);
    }

    [Fact]
    public void One_allocation_and_what_overlaps_a_time_are_asked_for_whatever_their_state()
    {
        Assert.Null(new LedgerRequest(new() { ReservationId = "r" }).ToQuery().State);
        Assert.Null(new LedgerRequest(new() { From = s_noon }).ToQuery().State);
        Assert.Null(new LedgerRequest(new() { To = s_noon }).ToQuery().State);
    }

    [Theory]
    [InlineData(StateFilter.Active)]
    [InlineData(StateFilter.All)]
    public void What_is_over_is_in_no_other_state_and_the_parameters_are_named_as_the_front_end_has_them(StateFilter state) => Assert.Equal(
        "--Terminated is the same as --State released and must not be combined with another state.",
        new LedgerRequest(new(), state, Terminated: true).Mistake(name => "--" + name));

    [Fact]
    public void A_time_ends_after_it_begins()
    {
        Assert.Equal("-From must be before -To.", new LedgerRequest(new() { From = s_noon, To = s_noon }).Mistake(name => "-" + name));
        Assert.Null(new LedgerRequest(new() { From = s_noon, To = s_noon.AddTicks(1) }).Mistake(name => "-" + name));
    }
}
