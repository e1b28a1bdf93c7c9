using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>Npgsql itself fails when the server goes while it prepares a statement: seen under immediate restarts, and too rare to be
/// called up.</summary>
public sealed class DriverStumbleTests
{
    private static readonly StoreUri s_store = StoreUri.Parse("postgres://u@localhost/db", "/");

    private readonly PostgresDialect _dialect = new(new PostgresErrors(s_store), new PostgresNotifications(s_store, "s"),
        "\"s\"", "u", isPooled: false);

    [Fact]
    public void It_is_a_connection_that_was_lost_and_the_transaction_takes_nothing_more()
    {
        var lost = Assert.IsType<StoreUnavailableException>(_dialect.Lost(new NullReferenceException { Source = "Npgsql" }));
        Assert.True(lost.IsPassing);
        Assert.Same(lost, Assert.Throws<StoreUnavailableException>(_dialect.BeforeStatement));
    }

    [Fact]
    public void So_is_every_error_of_a_connection_that_is_gone()
    {
        using var fixture = new PostgresFixture();
        var connection = new Npgsql.NpgsqlConnection($"Host={fixture.Socket};Username=allocation;Database=postgres;Pooling=false");
        connection.Open();
        using var command = new Npgsql.NpgsqlCommand("SELECT 1", connection);
        command.Prepare();
        connection.Close();
        Assert.IsType<StoreUnavailableException>(_dialect
            .Lost(Assert.ThrowsAny<InvalidOperationException>(() => command.ExecuteNonQuery())));
        connection.Dispose();
        Assert.IsType<StoreUnavailableException>(_dialect.Lost(Assert.ThrowsAny<InvalidOperationException>(connection.Open)));
    }

    [Fact]
    public void A_mistake_of_our_own_is_not_hidden_by_it()
    {
        Assert.Null(_dialect.Lost(new NullReferenceException { Source = "Allocation.Stores" }));
        Assert.Null(_dialect.Lost(Assert.Throws<ObjectDisposedException>(() => ObjectDisposedException.ThrowIf(true, this))));
        Assert.Null(_dialect.Lost(new InvalidOperationException("The session is over.")));
        _dialect.BeforeStatement();
    }
}
