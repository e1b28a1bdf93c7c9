using Allocation.Stores.Postgres;
using Allocation.Stores.Sqlite;

namespace Allocation.Stores.Tests;

public sealed class SchemaNumberTests
{
    // The number says which version of Allocation wrote a store, whichever database it is in.
    [Fact]
    public void Both_databases_have_the_same_highest_schema_number() =>
        Assert.Equal(SqliteSchema.Current.Latest, PostgresSchema.Current.Latest);
}
