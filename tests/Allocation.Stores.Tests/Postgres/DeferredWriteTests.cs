using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>Writes that wait until they are sent together: nothing is decided on what they did not do.</summary>
public sealed class DeferredWriteTests : IDisposable
{
    private readonly PostgresFixture _fixture = new();

    public DeferredWriteTests() => Store.Run(session =>
    {
        session.Pools.Add(Pool());
        session.FreeRanges.Add("vlan", Free(101, 200));
        session.Allocations.Add(Number("held", 100));
        session.Services.Add(Service("s", "a"));
    });

    private IAllocationStore Store => _fixture.Store;

    [Fact]
    public void A_read_of_the_same_session_sees_them() => Store.Run(session =>
    {
        session.Pools.Lock("vlan");
        session.Allocations.Add(Number("r1", 101));
        Assert.NotNull(session.Allocations.FindActive("vlan", "101"));
        session.Allocations.Add(Number("r2", 102));
        Assert.Equal(3, session.Allocations.CountActive("vlan"));
        session.Allocations.Add(Number("r3", 103));
        Assert.Equal(4, session.Allocations.Query(new()).Count());
        session.FreeRanges.Replace("vlan", session.FreeRanges.Lowest("vlan")!.Value.Range.From, Free(104, 200));
        Assert.Equal(96, session.FreeRanges.Total("vlan"));
        Assert.NotNull(session.Services.Lock("s"));
        Assert.True(session.Services.Update(Service("s", "a") with { State = "up" }));
        Assert.Equal("up", session.Services.Find("s")!.State);
        session.History.Add(new("h1", "s", Noon, "[]"));
        Assert.Single(session.History.Of("s"));
    });

    [Fact]
    public void A_service_that_another_caller_made_since_the_name_was_free_is_a_conflict()
    {
        Assert.Throws<StoreConflictException>(() => Store.Run(session =>
        {
            Assert.Null(session.Services.FindLiving(Service("x", "late").Definition, "late"));
            var faster = new Thread(() => Store.Run(other => other.Services.Add(Service("first", "late"))));
            faster.Start();
            faster.Join();
            session.Services.Add(Service("second", "late"));
            return session.Services.Add(Service("beside", "other"));
        }));

        Assert.NotNull(Store.Read(s => s.Services.Find("first")));
        Assert.Null(Store.Read(s => s.Services.Find("second")));
        Assert.Null(Store.Read(s => s.Services.Find("beside")));
    }

    [Fact]
    public void Rows_that_are_being_read_do_not_show_them() => Store.Run(session =>
    {
        session.Pools.Lock("vlan");
        session.Allocations.Add(Number("r1", 101));
        var seen = new List<string>();
        foreach (var row in session.Allocations.Query(new()))
        {
            seen.Add(row.ReservationId);
            for (var i = 0; i < 9; i++) session.Allocations.Add(Number($"{row.ReservationId}-{i}", 110 + (seen.Count * 10) + i));
        }

        Assert.Equal(["held", "r1"], seen);
        Assert.Equal(20, session.Allocations.Count(new()));
    });

    [Fact]
    public void All_of_them_are_committed_however_many()
    {
        Store.Run(session =>
        {
            session.Pools.Lock("vlan");
            for (var i = 101; i < 151; i++) session.Allocations.Add(Number($"r{i}", i));
        });

        Assert.Equal(Enumerable.Range(100, 51).Select(i => (long?)i),
            Store.Read(s => s.Allocations.Query(new()).Select(a => a.Value).ToList()));
    }

    [Fact]
    public void A_conflict_that_shows_at_the_end_undoes_the_transaction_and_names_its_row()
    {
        var conflict = Assert.Throws<StoreConflictException>(() => Store.Run(session =>
        {
            session.Pools.Lock("vlan");
            session.Allocations.Add(Number("r1", 101));
            session.Allocations.Add(Number("r2", 100));
        }));

        Assert.Contains("100 of vlan is held", conflict.Message);
        Assert.Equal(["held"], Reservations());
    }

    [Fact]
    public void A_conflict_that_the_work_swallows_is_not_committed_over()
    {
        Assert.Throws<StoreConflictException>(() => Store.Run(session =>
        {
            session.Pools.Lock("vlan");
            session.Allocations.Add(Number("r1", 100));
            Assert.Throws<StoreConflictException>(() => session.Services.Find("s"));
            Assert.Throws<StoreConflictException>(() => session.Allocations.Add(Number("r2", 102)));
            Assert.Throws<StoreConflictException>(() => session.Pools.Add(Pool("other")));
        }));

        Assert.Equal(["held"], Reservations());
        Assert.Null(Store.Read(s => s.Pools.Find("other")));
    }

    [Fact]
    public void They_are_done_in_the_order_in_which_they_were_asked_for()
    {
        Store.Run(session =>
        {
            session.Services.Lock("s");
            session.Services.Update(Service("s", "a") with { State = "up" });
            session.Services.Remove("s");
            session.Services.Add(Service("s", "a"));
            session.Services.Update(Service("s", "a") with { State = "down" });
            session.Services.Update(Service("s", "b") with { State = "renamed" });
            session.Services.Update(Service("s", "b") with { State = "last" });
        });

        var row = Store.Read(s => s.Services.Find("s"))!;
        Assert.Equal(("b", "last"), (row.Name, row.State));
        Assert.Null(Store.Read(s => s.Services.FindLiving("VlanService", "a")));
    }

    [Fact]
    public void What_waits_when_the_work_fails_is_never_sent()
    {
        IStoreSession? kept = null;
        Assert.Throws<InvalidOperationException>(() => Store.Run(session =>
        {
            kept = session;
            session.Pools.Lock("vlan");
            session.Allocations.Add(Number("r1", 101));
            throw new InvalidOperationException("the work gives up");
        }));

        Assert.Throws<ObjectDisposedException>(() => kept!.Pools.Add(Pool("late")));
        Store.Run(session => session.Pools.Add(Pool("other")));
        Assert.Equal(["held"], Reservations());
        Assert.Equal(["other", "vlan"], Store.Read(s => s.Pools.All().Select(p => p.Name).ToList()));
    }

    // The notification of a change gives a row itself. Three rounds: the batch is prepared at its second use.
    [Fact]
    public void A_query_behind_the_notification_of_a_change_gives_its_own_rows() => Store.Run(session =>
    {
        var queue = session.Queue.Lock();
        for (var i = 1; i <= 3; i++)
        {
            session.Queue.Save(queue with { Revision = queue.Revision + i });
            Assert.Equal("held", session.Allocations.Find("held")?.ReservationId);
            Assert.Equal(queue.Revision + i, session.Queue.Read().Revision);
        }

        session.Queue.Save(queue with { Revision = queue.Revision + 4 });
        Assert.Equal(["held"], session.Allocations.Query(new()).Select(a => a.ReservationId));
    });

    [Fact]
    public void A_line_that_another_caller_removed_since_it_was_read_is_a_conflict()
    {
        Assert.Throws<StoreConflictException>(() => Store.Run(session =>
        {
            var line = session.Allocations.Find("held")!;
            var faster = new Thread(() => Store.Run(other => other.Allocations.Remove("held")));
            faster.Start();
            faster.Join();
            session.Allocations.Update(line with { State = AllocationState.Released, EndDate = Noon });
            return session.Services.Add(Service("beside", "other"));
        }));

        Assert.Empty(Reservations());
        Assert.Null(Store.Read(s => s.Services.Find("beside")));
    }

    [Fact]
    public void A_line_of_a_pool_that_has_another_name_now_is_not_found_under_the_old_one() => Store.Run(session =>
    {
        var line = session.Allocations.Find("held")!;
        session.Pools.Lock("vlan");
        Assert.True(session.Pools.Rename("vlan", "lan"));
        Assert.False(session.Allocations.Update(line with { Attribute = "b" }));
        Assert.True(session.Allocations.Update(line with { Pool = "lan", Attribute = "b" }));
        Assert.Equal("b", session.Allocations.Find("held")!.Attribute);
    });

    [Fact]
    public void A_row_that_was_written_while_rows_are_read_stays_as_it_was_written() => Store.Run(session =>
    {
        session.Queue.Lock();
        for (var i = 1; i <= 3; i++)
            session.Resources.Add(new() { Id = i, Name = $"r{i}", Pool = "p", State = ResourceState.Up, CreatedAt = Noon });
        foreach (var row in session.Resources.Query(new ResourceQuery()).Where(row => row.Id == 1))
            session.Resources.Update(new() { Id = 3, Name = "r3", Pool = "p", State = ResourceState.Ended, CreatedAt = row.CreatedAt });
        Assert.Equal(ResourceState.Ended, session.Resources.Find(3)!.State);
        Assert.Equal([1, 2], session.Resources.Query(new ResourceQuery()).Select(row => row.Id));
        Assert.True(session.Resources.Remove(3));
        Assert.Null(session.Resources.Find(3));
        Assert.False(session.Resources.Update(new() { Id = 3, Name = "r3", Pool = "p", State = ResourceState.Up, CreatedAt = Noon }));
    });

    [Fact]
    public void A_service_that_ends_and_lives_again_in_one_transaction() => Store.Run(session =>
    {
        session.Services.Lock("s");
        Assert.True(session.Services.Update(Service("s", "a") with { Living = false }));
        Assert.Null(session.Services.FindLiving("VlanService", "a"));
        Assert.True(session.Services.Update(Service("s", "a") with { Living = true, State = "again" }));
        Assert.True(session.Services.Update(Service("s", "a") with { Living = true, State = "last" }));
        Assert.Equal("last", session.Services.FindLiving("VlanService", "a")?.State);
    });

    [Fact]
    public void A_line_that_changes_its_number_and_back_in_one_transaction() => Store.Run(session =>
    {
        var line = session.Allocations.Find("held")!;
        Assert.True(session.Allocations.Update(line with { ResourceId = "150", Value = 150 }));
        Assert.True(session.Allocations.Update(line with { Attribute = "b" }));
        Assert.Equal(("100", "b"), (session.Allocations.Find("held")!.ResourceId, session.Allocations.Find("held")!.Attribute));
    });

    public void Dispose() => _fixture.Dispose();

    private List<string> Reservations() => Store.Read(s => s.Allocations.Query(new()).Select(a => a.ReservationId).ToList());
}
