using System.Text.RegularExpressions;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>A role without a right is refused before anything is made, and the error has the statement that gives the right.</summary>
public sealed partial class PostgresRightsTests : IDisposable
{
    private readonly PostgresFixture _fixture = new();
    private readonly string _role = $"role_{Guid.NewGuid():N}";
    private readonly StoreUri _uri;

    public PostgresRightsTests()
    {
        _fixture.Execute($"CREATE ROLE {_role} LOGIN");
        _uri = StoreUri.Parse(_fixture.Store.Uri.ToString().Replace("//allocation@", $"//{_role}@", StringComparison.Ordinal), "/");
    }

    [Theory]
    [InlineData("")]
    [InlineData("CREATE SCHEMA {schema}")]
    [InlineData("CREATE SCHEMA {schema}; GRANT USAGE ON SCHEMA {schema} TO {role}")]
    [InlineData("CREATE SCHEMA {schema}; GRANT CREATE ON SCHEMA {schema} TO {role}")]
    public void A_store_that_cannot_be_made_is_refused_until_the_right_is_given(string preparation)
    {
        Prepare("DROP SCHEMA {schema} CASCADE; " + preparation);

        Follow(Assert.Throws<StoreUnavailableException>(() => PostgresStore.Open(_uri)));

        using (var store = PostgresStore.Open(_uri)) Assert.True(store.Run(s => s.Pools.Add(Pool())));
        using var again = PostgresStore.Open(_uri);
        Assert.NotNull(again.Read(s => s.Pools.Find("vlan")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GRANT USAGE ON SCHEMA {schema} TO {role}")]
    [InlineData("GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}")]
    public void A_store_of_another_role_is_ours_and_refused_until_the_right_is_given(string preparation)
    {
        Prepare(preparation);

        Assert.Throws<StoreUnavailableException>(() => PostgresStore.OpenIfExists(_uri));
        Follow(Assert.Throws<StoreUnavailableException>(() => PostgresStore.Open(_uri)));

        using var store = PostgresStore.Open(_uri);
        Assert.True(store.Run(s => s.Pools.Add(Pool())));
        Assert.NotNull(_fixture.Store.Read(s => s.Pools.Find("vlan")));
    }

    [Fact]
    public void Who_may_only_read_reads_and_is_told_what_writing_needs()
    {
        Prepare("GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}");
        using var store = PostgresStore.Open(_uri);
        Assert.Empty(store.Read(s => s.Pools.All().ToList()));

        Follow(Assert.Throws<StoreUnavailableException>(() => store.Run(s => s.Pools.Add(Pool()))));

        Assert.True(store.Run(s => s.Pools.Add(Pool())));
    }

    [Fact]
    public void A_policy_that_would_hide_rows_is_an_error()
    {
        Prepare("GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO " +
            "{role}; ALTER TABLE {schema}.pools ENABLE ROW LEVEL SECURITY");
        using var store = PostgresStore.Open(_uri);

        Assert.Contains("row-level security",
            Assert.Throws<StoreUnavailableException>(() => store.Read(s => s.Pools.All().ToList())).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Prepare("DROP OWNED BY {role}; DROP ROLE {role}; CREATE SCHEMA IF NOT EXISTS {schema}");
        _fixture.Dispose();
    }

    private void Prepare(string sql) =>
        _fixture.Execute("SET client_min_messages = warning; " + sql.Replace("{role}", _role, StringComparison.Ordinal));

    // What the error asks for is all that is needed.
    private void Follow(StoreUnavailableException error)
    {
        Assert.StartsWith("permission denied", error.Reason, StringComparison.Ordinal);
        Assert.False(error.IsPassing);
        _fixture.Execute(AskedFor().Match(error.Reason).Value);
    }

    [GeneratedRegex("(?<=; ask for ).+$")]
    private static partial Regex AskedFor();
}
