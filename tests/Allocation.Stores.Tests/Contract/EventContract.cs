using Allocation.Core.Errors;
using Allocation.Core.Storage.Events;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class EventContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    private static readonly AllocationEvent s_full = new()
    {
        EventId = "e1",
        Time = Noon,
        Kind = EventKind.Renamed,
        Subject = EventSubject.Service,
        Name = "Caf\u00e9 'x' \"y\"",
        SubjectId = "s1",
        Pool = ["VLAN", "50%_\\", "inventory:n"],
        User = "Alice",
        Host = "web1",
        Program = "pwsh",
        ProcessId = 4711,
        ServerUser = "Ledger",
        Manager = "m1",
        Command = "Rename-VlanService",
        RequestId = "q1",
        Change = [new("Name", "a", "b"), new("north", null, "100-109", "VLAN"), new("cmd_new", null, null), new("Owner", "x", null)],
    };

    [Fact]
    public void An_event_is_there_as_it_was_added_and_once()
    {
        var bare = Bare("e2", Noon.AddSeconds(1));
        Store.Run(session =>
        {
            session.Events.Add(s_full);
            session.Events.Add(bare);
        });
        Assert.Equal([bare, s_full], Found(new()));
        Assert.Throws<StoreConflictException>(() => Store.Run(session =>
        {
            session.Events.Add(s_full);
            session.Events.Add(s_full);
        }));
        Assert.Equal(2, Store.Read(s => s.Events.Count(new())));
    }

    [Fact]
    public void The_latest_come_first_and_those_of_one_time_by_id()
    {
        Store.Run(session =>
        {
            foreach (var id in (string[])["b", "a", "\uFF5E", "\U0001F600"]) session.Events.Add(Bare(id, Noon));
            session.Events.Add(Bare("0", Noon.AddTicks(10)));
        });
        Assert.Equal("0 \U0001F600 \uFF5E b a", Ids(new()));
        Assert.Equal("\uFF5E b", Ids(new() { Skip = 2, Take = 2 }));
        Assert.Equal("b a", Ids(new() { After = new(Noon, "\uFF5E") }));
        Assert.Equal("", Ids(new() { After = new(Noon, "a") }));
        Assert.Equal(5, Store.Read(s => s.Events.Count(new() { Skip = 2, Take = 2, After = new(Noon, "b") })));
    }

    [Fact]
    public void All_conditions_hold_together_and_names_are_compared_without_case()
    {
        Store.Run(session =>
        {
            session.Events.Add(s_full);
            session.Events.Add(Bare("e2", Noon.AddSeconds(1)) with { Pool = ["lan"], SubjectId = "S1" });
            session.Events.Add(Bare("e3", Noon.AddSeconds(2)) with { Kind = EventKind.Cleared, Subject = EventSubject.History });
        });
        IsFound("e3 e2", new() { From = Noon.AddSeconds(1) });
        IsFound("e2 e1", new() { To = Noon.AddSeconds(2) });
        IsFound("e2", new() { From = Noon.AddSeconds(1), To = Noon.AddSeconds(2) });
        IsFound("e1", new() { Kind = EventKind.Renamed });
        IsFound("e3", new() { Subject = EventSubject.History });
        IsFound("e1", new() { SubjectId = "s1" });
        IsFound("e1", new() { Pool = "vlan" });
        IsFound("e1", new() { Pool = "50%_\\" });
        IsFound("e1", new() { Pool = "INVENTORY:N" });
        IsFound("e2", new() { Pool = "lan" });
        IsFound("", new() { Pool = "la" });
        IsFound("", new() { Pool = "%" });
        IsFound("e1", new() { Name = "CAFE\u0301 'x' \"Y\"" });
        IsFound("e1", new() { Name = "caf*" });
        IsFound("", new() { Name = "caf" });
        IsFound("e3 e2", new() { Name = "p?ol" });
        IsFound("", new() { Pool = "vlan", Kind = EventKind.Created });
    }

    [Fact]
    public void An_actor_is_found_by_user_by_user_and_machine_and_by_the_name_of_the_server()
    {
        Store.Run(session =>
        {
            session.Events.Add(s_full);
            session.Events.Add(Bare("e2", Noon.AddSeconds(1)) with { User = "bob@corp", Host = "web2" });
        });
        IsFound("e1", new() { Actor = "alice" });
        IsFound("e1", new() { Actor = "ALICE@web1" });
        IsFound("e1", new() { Actor = "*@web1" });
        IsFound("e1", new() { Actor = "ledger" });
        IsFound("e2", new() { Actor = "bob@corp" });
        IsFound("e2", new() { Actor = "bob@corp@web?" });
        IsFound("e2 e1", new() { Actor = "*" });
        IsFound("", new() { Actor = "web1" });
        IsFound("", new() { Actor = "ali" });
        IsFound("", new() { Actor = "alice@web2" });
    }

    [Fact]
    public void What_is_removed_is_one_event_or_the_oldest_before_a_time()
    {
        Store.Run(session =>
        {
            for (var i = 0; i < 5; i++) session.Events.Add(Bare($"e{i}", Noon.AddSeconds(i)));
        });
        Assert.True(Store.Run(s => s.Events.Remove(new(Noon.AddSeconds(3), "e3"))));
        Assert.False(Store.Run(s => s.Events.Remove(new(Noon.AddSeconds(3), "e3"))));
        Assert.Equal("e4 e2 e1 e0", Ids(new()));
        Assert.Equal(2, Store.Run(s => s.Events.RemoveBefore(Noon.AddSeconds(4), 2)));
        Assert.Equal("e4 e2", Ids(new()));
        Assert.Equal(1, Store.Run(s => s.Events.RemoveBefore(Noon.AddSeconds(4), 2)));
        Assert.Equal(0, Store.Run(s => s.Events.RemoveBefore(Noon.AddSeconds(4), 2)));
        Assert.Equal("e4", Ids(new()));
    }

    [Fact]
    public void An_event_of_a_transaction_that_fails_is_not_there()
    {
        Assert.Throws<NotSupportedException>(() => Store.Run<int>(session =>
        {
            session.Events.Add(s_full);
            throw new NotSupportedException();
        }));
        Assert.Equal("", Ids(new()));
    }

    private static AllocationEvent Bare(string id, DateTimeOffset time) => new()
    {
        EventId = id,
        Time = time,
        Kind = EventKind.Created,
        Subject = EventSubject.Pool,
        Name = "pool",
        User = "root",
        Host = "h",
        Program = "",
        ProcessId = 1,
        Command = "",
    };

    private void IsFound(string expected, EventQuery query)
    {
        Assert.Equal(expected, Ids(query));
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, Store.Read(s => s.Events.Count(query)));
    }

    private string Ids(EventQuery query) => string.Join(' ', Found(query).Select(row => row.EventId));

    private List<AllocationEvent> Found(EventQuery query) => Store.Read(s => s.Events.Query(query).ToList());
}
