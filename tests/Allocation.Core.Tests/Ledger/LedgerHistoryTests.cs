using Allocation.Core.Ledger;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Ledger;

public sealed class LedgerHistoryTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly AllocationSystem _system;

    public LedgerHistoryTests() => _system = new(new MemoryStore(StoreUri.Parse("json:memory", Path.GetTempPath())), _clock);

    [Fact]
    public void Only_what_ended_before_the_time_goes_and_what_holds_stays_whatever_its_dates()
    {
        Add("old", ended: -91);
        Add("exact", ended: -90);
        Add("new", ended: -1);
        Add("overdue", ended: -400, AllocationState.Active);
        var before = _system.History.Before(TimeSpan.FromDays(90));
        Assert.Equal(1, _system.History.Count(before));
        Assert.Equal(1, _system.History.Clear(before));
        Assert.Equal(["exact", "new", "overdue"], Ids());
        Assert.Equal(0, _system.History.Clear(before));
    }

    [Fact]
    public void Many_go_in_batches_that_are_told_and_a_cancelled_call_is_gone_on_with()
    {
        for (var i = 0; i < 2500; i++) Add($"r{i:0000}", ended: -100);
        Add("stays", ended: 0);
        using var stop = new CancellationTokenSource();
        var told = new List<long>();
        var before = _system.History.Before(TimeSpan.FromDays(1));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            _system.History.Clear(before, removed => { told.Add(removed); stop.Cancel(); }, stop.Token));
        Assert.Equal(2501 - told.Single(), Ids().Count);
        _system.History.Clear(before, told.Add);
        Assert.Equal(["stays"], Ids());
        Assert.True(told.Count > 2);
    }

    [Fact]
    public void An_age_beyond_all_time_is_fine_and_a_negative_one_is_refused()
    {
        Assert.Equal(DateTimeOffset.UnixEpoch, _system.History.Before(TimeSpan.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => _system.History.Before(TimeSpan.FromTicks(-1)));
    }

    public void Dispose() => _system.Dispose();

    private void Add(string id, int ended, AllocationState state = AllocationState.Released) => _system.Store.Run(session =>
    {
        session.Allocations.Add(new AllocationRecord
        {
            ReservationId = id,
            Pool = "p",
            ResourceId = id,
            LeaseId = "l",
            LeaseName = "l",
            LeaseKind = LeaseKind.Service,
            State = state,
            StartDate = _clock.Time.AddDays(-500),
            EndDate = _clock.Time.AddDays(ended),
        });
        return true;
    });

    private List<string> Ids() => [.. _system.Ledger.Query(new()).Select(l => l.ReservationId)];
}
