using Allocation.Core.Storage;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests;

/// <summary>What keeps the records.</summary>
public sealed class EngineTests
{
    [Fact]
    public void SQLite_is_one_without_the_faults_that_several_processes_can_meet()
    {
        using var fixture = new SqliteFixture();
        var engine = fixture.Store.Engine!;
        Assert.StartsWith("SQLite ", engine, StringComparison.Ordinal);
        // Before 3.51.3 two processes that reset the log at the same time could damage the file; CVE-2025-6965 was fixed in 3.50.2.
        Assert.True(Version.Parse(engine["SQLite ".Length..]) >= new Version(3, 51, 3), engine);
    }

    [Fact]
    public void PostgreSQL_is_named_with_the_version_of_the_server()
    {
        using var fixture = new PostgresFixture();
        var number = fixture.Execute("SELECT current_setting('server_version_num')::int");
        Assert.Equal($"PostgreSQL {number / 10_000}.{number % 10_000}", fixture.Store.Engine);
    }

    [Fact]
    public void A_document_has_no_engine()
    {
        using var fixture = new JsonFixture();
        Assert.Null(fixture.Store.Engine);
    }

    [Fact]
    public void It_is_the_same_behind_what_tries_again()
    {
        using var fixture = new SqliteFixture();
        using var store = new RetryingStore(fixture.Store, RetryingStore.DefaultPatience);
        Assert.NotNull(store.Engine);
        Assert.Equal(fixture.Store.Engine, store.Engine);
    }
}
