using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Stores;
using Microsoft.Data.Sqlite;

namespace Allocation.Core.Tests.Inventories;

/// <summary>A statement that takes something else than it was asked for has taken nothing.</summary>
public sealed class TableAnswerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);

    public TableAnswerTests() => Sql("CREATE TABLE taken (number integer PRIMARY KEY)");

    [Theory]
    [InlineData(InventoryKind.ByValue, "INSERT INTO taken SELECT 100 + count(*) FROM taken RETURNING number", 150L, "150")]
    [InlineData(InventoryKind.ByValue, "INSERT INTO taken VALUES (100), (101) RETURNING number", null, "101")]
    [InlineData(InventoryKind.ById, "INSERT INTO taken VALUES (100) RETURNING number", null, "'id'")]
    public void A_statement_that_takes_something_else_is_undone(InventoryKind kind, string allocate, long? exactly, string named)
    {
        var error = Assert.Throws<InventoryFailedException>(() => Open(kind, allocate).Allocate(Claim(exactly), CancellationToken.None));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.False(error.OutcomeUnknown);
        Assert.Equal(0L, Sql("SELECT count(*) FROM taken"));
    }

    [Fact]
    public void A_statement_may_return_its_row_twice()
    {
        const string Allocate = "INSERT INTO taken VALUES (150) RETURNING number; SELECT number FROM taken";
        Assert.Equal(150, Open(InventoryKind.ByValue, Allocate).Allocate(Claim(150), CancellationToken.None).Number);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private IInventory Open(InventoryKind kind, string allocate) => new StoreProvider().Open("inventory:table", kind,
        new SqlInventorySettings("sqlite:" + _folder.File("theirs.db"), allocate, "DELETE FROM taken WHERE number = @number"));

    private static InventoryClaim Claim(long? exactly) => new()
    {
        Tag = new InventoryTag("lease", "vlan", "key"),
        OwnerName = "web-1",
        Exactly = exactly,
        Confirm = _ => true,
    };

    private object? Sql(string text)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("theirs.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }
}
