using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Hooks;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Tickets;
using Allocation.Stores;
using Allocation.Tickets.Tests.Sites;
using Npgsql;

namespace Allocation.Tickets.Tests.Tickets;

/// <summary>Who waits on a PostgreSQL store hears of what another process does on a connection of its own.</summary>
public sealed class PostgresNotificationsTests : IDisposable
{
    private readonly string _name = $"waits_{Guid.NewGuid():N}";
    private readonly Site _site = new(new PostgresPlace(), realClock: true);
    private readonly AllocationSystem _waiting;

    public PostgresNotificationsTests()
    {
        _site.Pool("p", settings => settings with { Max = 0 });

        // Another address, as another process has.
        _waiting = new(new StoreProvider().Open(StoreUri.Parse($"{_site.StoreText}&application_name={_name}", "/")), null,
            hooks: new HookFolder(_site.Path("hooks")));
    }

    [Fact]
    public async Task A_waiter_listens_and_learns_what_another_decides()
    {
        var ticket = _site.Ticket();
        var end = Wait(ticket);
        Until.True(() => Listeners() == 1, "a connection that listens");

        _site.Tickets.Close(ticket.Id);

        Assert.IsType<TicketClosedException>(await end);
    }

    [Fact]
    public async Task Many_waiters_of_one_process_share_a_connection()
    {
        var tickets = Enumerable.Range(0, 8).Select(_ => _site.Ticket()).ToList();
        var ends = tickets.ConvertAll(Wait);
        Until.True(() => Listeners() == 1, "a connection that listens");

        tickets.ForEach(t => _site.Tickets.Close(t.Id));

        Assert.All(await Task.WhenAll(ends), end => Assert.IsType<TicketClosedException>(end));
        Assert.InRange(Listeners(), 0, 1);
    }

    [Fact]
    public async Task A_connection_that_is_lost_is_replaced_and_what_came_meanwhile_is_learned()
    {
        var (first, second) = (_site.Ticket(), _site.Ticket());
        var (one, other) = (Wait(first), Wait(second));
        Until.True(() => Listeners() == 1, "a connection that listens");

        Assert.Equal(1, Ask("SELECT count(pg_terminate_backend(pid)) FROM"));
        _site.Tickets.Close(first.Id);

        Assert.IsType<TicketClosedException>(await one);
        Until.True(() => Listeners() == 1, "another connection that listens");
        _site.Tickets.Close(second.Id);
        Assert.IsType<TicketClosedException>(await other);
    }

    public void Dispose()
    {
        _waiting.Dispose();
        _site.Dispose();
    }

    private Task<AllocationException?> Wait(ResourceTicket ticket) => Task.Factory.StartNew(
        () => Record.Exception(() => _waiting.Tickets.Wait(ticket.Id)) as AllocationException, TaskCreationOptions.LongRunning);

    private long Listeners() => Ask("SELECT count(*) FROM");

    private long Ask(string selectFrom)
    {
        using var connection =
            new NpgsqlConnection($"Host={SharedPostgres.Cluster.Socket};Username=allocation;Database=postgres;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"{selectFrom} pg_stat_activity WHERE application_name = '{_name}' AND query LIKE 'LISTEN%'";
        return (long)command.ExecuteScalar()!;
    }
}
