using Allocation.Core.Errors;
using Allocation.Core.Hooks;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Tickets;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

/// <summary>Rows of tickets, resources, resource pools, and of what they share.</summary>
public abstract class TicketContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    private static ResourceTicket Ticket(long id, string tag = "a", string? sandbox = null) => new()
    {
        Id = id,
        Tag = [tag],
        Sandbox = sandbox,
        CreatedAt = Noon,
    };

    private static PoolResource Resource(long id, string tag = "a", string? sandbox = null) =>
        new()
        {
            Id = id,
            Name = "r" + id,
            Pool = "p",
            State = ResourceState.Up,
            Tags = [new PoolTag(tag, 7)],
            Sandbox = sandbox,
            IdInPool = id,
            CreatedAt = Noon
        };

    private static string Key(string tag) => TagKey.Of([tag]);

    private static string ReadyKey(string tag) => TagKey.Of([new PoolTag(tag, 7)]);

    [Fact]
    public void Tickets_are_found_by_their_owner_and_their_notes_are_those_of_what_they_hold()
    {
        Store.Run(session =>
        {
            session.Pools.Add(Pool());
            session.Tickets.Add(Ticket(7) with { Owner = "Stra\u00dfe", Reason = "nightly" });
            session.Tickets.Add(Ticket(8) with { Owner = "other" });
            session.Tickets.Add(Ticket(9));
            foreach (var id in new[] { "7", "9" })
                session.Allocations.Add(Number("r" + id, 150 + id[0]) with { LeaseId = id, LeaseKind = LeaseKind.Ticket });
        });
        Fixture.Reopen();
        Assert.Equal("Stra\u00dfe", Store.Read(session => session.Tickets.Find(7)!.Owner));
        Assert.Equal([7], Found("STRA\u00dfE", null));
        Assert.Equal([7, 8], Found("*", null));
        Assert.Equal([8], Found("*", 7));
        Assert.Equal("r7 nightly", Store.Read(session => session.Allocations.Query(new() { Notes = NoteFilter.Of("str*", null) })
            .Select(line => $"{line.ReservationId} {line.Description}").Single()));

        Store.Run(session => Assert.True(session.Tickets.Update(session.Tickets.Find(8)! with { State = TicketState.Closed })));
        Assert.Equal([7, 8], Found("*", null));
        Store.Run(session => Assert.True(session.Tickets.Remove(8) && session.Tickets.Remove(7)));
        Assert.Empty(Found("*", null));
        Assert.True(Store.Read(session => session.Notes.Find(NoteSubject.Lease("7")).IsEmpty));

        IReadOnlyList<long> Found(string owner, long? after) => Store.Read(session =>
            session.Tickets.Query(new TicketQuery { Notes = NoteFilter.Of(owner, null), After = after }).Select(t => t.Id).ToList());
    }

    [Fact]
    public void Every_field_of_a_row_comes_back_also_after_opening_again()
    {
        var work = new HookWork(HookKind.New, "run", "owner", Noon, TimeSpan.FromMinutes(3));
        var pool = new ResourcePool
        {
            Name = "Möhre",
            Settings = new ResourcePoolSettings
            {
                New = HookCommand.Shell("echo 'a\n\"b'"),
                Delete = HookCommand.Direct("x", "y z"),
                Tags = [new PoolTag("t", -1)],
                StartDelay = TimeSpan.FromSeconds(1.5),
                NamedCounters = ["c"],
            },
            Paused = true,
            Source = "/etc/pools.yaml",
            Health = new PoolHealth
            {
                Failures = 2,
                RetryAt = Noon,
                ListWork = work,
                Unknown = new Dictionary<string,
                DateTimeOffset>
                { ["x"] = Noon },
            },
            CreatedAt = Noon,
        };
        var resource = Resource(1) with
        {
            TicketId = 3,
            Data = "a\0b\n🍎",
            Counters = new Dictionary<string,
            long>
            { ["c"] = 1L << 40 },
            Work = work,
            Releases = 2,
            ReleasedAt = Noon,
            Problem = "p",
            UpAt = Noon,
        };
        var ticket = Ticket(3) with { ResourceId = 1, ResourceName = "r1", Data = "d", ExpiresAt = Noon, User = "u", Reason = "ž" };
        var manager = new ManagerRecord("m", "h", 4, "mark", Noon, Noon);
        Store.Run(session =>
        {
            session.Queue.Lock();
            Assert.True(session.ResourcePools.Add(pool));
            session.Resources.Add(resource);
            session.Tickets.Add(ticket);
            session.Queue.Save(new QueueState(7, 8, 9));
            session.Queue.SaveManager(manager);
        });
        Fixture.Reopen();
        Store.Read(session =>
        {
            Assert.Equivalent(pool, session.ResourcePools.Find("MÖHRE"), strict: true);
            Assert.Equivalent(resource, session.Resources.Find(1), strict: true);
            Assert.Equivalent(ticket, session.Tickets.Find(3), strict: true);
            Assert.Equal(new QueueState(7, 8, 9), session.Queue.Read());
            Assert.Equal([manager], session.Queue.Managers());
            return 0;
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pools_are_found_without_case_and_are_there_once(bool isLocked) => Store.Run(session =>
    {
        if (isLocked) session.Queue.Lock();
        var pool = new ResourcePool { Name = "Vm", Settings = new ResourcePoolSettings(), CreatedAt = Noon };
        Assert.True(session.ResourcePools.Add(pool));
        Assert.False(session.ResourcePools.Add(pool with { Name = "vM" }));
        Assert.True(session.ResourcePools.Update(pool with { Draining = true }));
        Assert.True(session.ResourcePools.Find("VM")!.Draining);
        Assert.True(session.ResourcePools.Remove("vm"));
        Assert.False(session.ResourcePools.Update(pool));
        Assert.False(session.ResourcePools.Remove("vm"));
    });

    [Fact]
    public void Waiting_tickets_are_found_by_their_tags_and_sandbox_in_their_order() => Store.Run(session =>
    {
        foreach (var (id, tag, sandbox) in new (long, string, string?)[] { (5, "b", null), (3, "a", "red"), (1, "a", null),
            (4, "a", "blue"), (2, "a\"", null) })
            session.Tickets.Add(Ticket(id, tag, sandbox));
        session.Tickets.Add(Ticket(6) with { ResourceId = 1 });
        session.Tickets.Add(Ticket(7) with { State = TicketState.Closed });
        Assert.Equal(new[] { Key("a"), Key("a\""), Key("b") }.Order(CodePointOrder.Instance), session.Tickets.WaitingTagKeys());
        Assert.Equal([1L, 3L, 4L], session.Tickets.Waiting(Key("a"), null, 10).Select(t => t.Id));
        Assert.Equal([1L, 3L], session.Tickets.Waiting(Key("a"), null, 2).Select(t => t.Id));
        Assert.Equal([4L], session.Tickets.Waiting(Key("a"), "blue", 10).Select(t => t.Id));
        Assert.Equal(2, session.Tickets.CountWaiting(Key("a"), 4));
        Assert.True(session.Tickets.Update(Ticket(1) with { State = TicketState.Failed }));
        Assert.Equal([3L, 4L], session.Tickets.Waiting(Key("a"), null, 10).Select(t => t.Id));
        Assert.Equal([1L], session.Tickets.Query(new TicketQuery { State = TicketState.Failed }).Select(t => t.Id));
        Assert.Equal([2L, 3L], session.Tickets.Query(new TicketQuery { Skip = 1, Take = 2 }).Select(t => t.Id));
        Assert.Throws<StoreConflictException>(() => session.Tickets.Add(Ticket(2)));
    });

    [Fact]
    public void A_removed_ticket_or_resource_is_found_nowhere()
    {
        Store.Run(session =>
        {
            session.Tickets.Add(Ticket(1, sandbox: "red") with { ExpiresAt = Noon });
            session.Tickets.Add(Ticket(2) with { State = TicketState.Closed });
            session.Resources.Add(Resource(1));
            session.Resources.Add(Resource(2) with { State = ResourceState.Ended });
        });
        Store.Run(session =>
        {
            foreach (var id in new[] { 1L, 2L })
            {
                Assert.True(session.Tickets.Remove(id));
                Assert.False(session.Tickets.Remove(id));
                Assert.True(session.Resources.Remove(id));
                Assert.False(session.Resources.Remove(id));
            }
        });
        Fixture.Reopen();
        Store.Read(session =>
        {
            Assert.Null(session.Tickets.Find(1));
            Assert.Empty(session.Tickets.Query(new TicketQuery()));
            Assert.Empty(session.Tickets.Query(new TicketQuery { State = TicketState.Open }));
            Assert.Empty(session.Tickets.WaitingTagKeys());
            Assert.Empty(session.Tickets.Waiting(Key("a"), "red", 1));
            Assert.Null(session.Tickets.NextExpiry());
            Assert.Null(session.Resources.FindByName("r1"));
            Assert.Empty(session.Resources.Query(new ResourceQuery { Living = false }));
            Assert.Empty(session.Resources.Query(new ResourceQuery()));
            Assert.Empty(session.Resources.ReadyTagKeys());
            return 0;
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_tickets_that_expire_are_found_the_earliest_first(bool isLocked) => Store.Run(session =>
    {
        if (isLocked) session.Queue.Lock();
        session.Tickets.Add(Ticket(1) with { ExpiresAt = Noon.AddSeconds(2) });
        session.Tickets.Add(Ticket(2) with { ExpiresAt = Noon.AddSeconds(1) });
        session.Tickets.Add(Ticket(3) with { ExpiresAt = Noon, State = TicketState.Closed });
        session.Tickets.Add(Ticket(4));
        Assert.Equal(Noon.AddSeconds(1), session.Tickets.NextExpiry());
        Assert.Empty(session.Tickets.Expired(Noon));
        Assert.Equal([2L, 1L], session.Tickets.Expired(Noon.AddSeconds(2)).Select(t => t.Id));
        session.Tickets.Update(Ticket(1));
        session.Tickets.Update(Ticket(2));
        Assert.Null(session.Tickets.NextExpiry());
    });

    // Rows that the session did not read since it locked the queue.
    [Fact]
    public void A_row_that_is_written_unread_is_seen_as_it_was_written()
    {
        Store.Run(session =>
        {
            for (var id = 1; id <= 3; id++)
            {
                session.Tickets.Add(Ticket(id));
                session.Resources.Add(Resource(id));
            }
        });
        Store.Run(session =>
        {
            session.Queue.Lock();
            Assert.Null(session.Tickets.NextExpiry());
            foreach (var row in session.Tickets.Query(new TicketQuery()).Where(row => row.Id == 1))
                session.Tickets.Update(Ticket(row.Id + 2) with { ExpiresAt = Noon });
            foreach (var row in session.Resources.Query(new ResourceQuery()).Where(row => row.Id == 1))
                session.Resources.Update(Resource(row.Id + 2) with { State = ResourceState.Ended });
            Assert.Equal(Noon, session.Tickets.NextExpiry());
            Assert.Equal(Noon, session.Tickets.Find(3)!.ExpiresAt);
            Assert.Equal([3L], session.Tickets.Expired(Noon).Select(row => row.Id));
            Assert.Equal(ResourceState.Ended, session.Resources.Find(3)!.State);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ready_resources_are_found_by_their_tags_and_sandbox_the_lowest_first(bool isLocked) => Store.Run(session =>
    {
        if (isLocked) session.Queue.Lock();
        session.Resources.Add(Resource(2));
        session.Resources.Add(Resource(1) with { TicketId = 1 });
        session.Resources.Add(Resource(3));
        session.Resources.Add(Resource(4, sandbox: "red"));
        session.Resources.Add(Resource(5, "b") with { FailedChecks = 1 });
        session.Resources.Add(Resource(6, "c"));
        Assert.Equal([ReadyKey("a"), ReadyKey("c")], session.Resources.ReadyTagKeys());
        Assert.Equal(2, session.Resources.FirstReady(ReadyKey("a"), null)!.Id);
        Assert.Equal(4, session.Resources.FirstReady(ReadyKey("a"), "red")!.Id);
        Assert.Null(session.Resources.FirstReady(ReadyKey("a"), "blue"));
        session.Resources.Update(Resource(1));
        Assert.Equal(1, session.Resources.FirstReady(ReadyKey("a"), null)!.Id);
        foreach (var id in new[] { 1L, 2, 3, 4 }) session.Resources.Update(Resource(id) with { State = ResourceState.Ended });
        Assert.Equal([ReadyKey("c")], session.Resources.ReadyTagKeys());
        Assert.Equal([5L, 6L], session.Resources.Query(new ResourceQuery()).Select(r => r.Id));
        Assert.Equal([1L, 2L, 3L, 4L], session.Resources.Query(new ResourceQuery { State = ResourceState.Ended }).Select(r => r.Id));
        Assert.Equal(6, session.Resources.Query(new ResourceQuery { Living = false, Pool = "p" }).Count());
        Assert.Empty(session.Resources.Query(new ResourceQuery { Pool = "q" }));
    });

    [Fact]
    public void Two_living_resources_never_share_a_name()
    {
        Store.Run(session => session.Resources.Add(Resource(1) with { Name = "same" }));
        Assert.Throws<StoreConflictException>(() => Store.Run(session => session.Resources.Add(Resource(2) with { Name = "same" })));
        Store.Run(session =>
        {
            session.Resources.Update(Resource(1) with { Name = "same", State = ResourceState.Ended });
            session.Resources.Add(Resource(2) with { Name = "same" });
            Assert.Equal(2, session.Resources.FindByName("same")!.Id);
        });
        Assert.Throws<StoreConflictException>(() => Store.Run(session => session.Resources.Update(Resource(1) with { Name = "same" })));
    }

    [Fact]
    public void A_manager_is_replaced_and_removed() => Store.Run(session =>
    {
        var manager = new ManagerRecord("m", "h", 4, "mark", Noon, Noon);
        session.Queue.SaveManager(manager);
        session.Queue.SaveManager(manager with { Heartbeat = Noon.AddSeconds(1) });
        Assert.Equal(Noon.AddSeconds(1), Assert.Single(session.Queue.Managers()).Heartbeat);
        session.Queue.RemoveManager("m");
        session.Queue.RemoveManager("m");
        Assert.Empty(session.Queue.Managers());
    });

    [Fact]
    public void Whoever_locks_the_queue_keeps_all_others_out()
    {
        // Each reads, then writes one more: without the lock some of them would read the same.
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                new RetryingStore(new Lent(Store), HangLimit.Time).Run(session =>
                {
                    var state = session.Queue.Lock();
                    session.Queue.Save(state with { NextTicket = state.NextTicket + 1 });
                    return 0;
                });
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(161, Store.Read(session => session.Queue.Read()).NextTicket);
    }

    // A retrying store disposes what it wraps.
    private sealed class Lent(IAllocationStore store) : IAllocationStore
    {
        public StoreUri Uri => store.Uri;

        public int Schema => store.Schema;

        public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) => store.Run(work, cancellation);

        public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => store.Read(query, cancellation);

        public void Dispose()
        {
        }
    }
}
