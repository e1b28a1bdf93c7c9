using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;
using Allocation.Stores.Memory;
using Microsoft.Data.Sqlite;

namespace Allocation.Core.Tests.Inventories;

/// <summary>A table whose rows belong to the name of the service.</summary>
public sealed class TableOwnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly AllocationSystem _system = new(new MemoryStore(StoreUri.Default), sql: new StoreProvider(), scripts: new SessionInventories());

    public TableOwnerTests() => Sql("CREATE TABLE taken (number integer PRIMARY KEY, owner text)");

    [Fact]
    public void Rows_are_found_and_freed_by_the_name()
    {
        Register("DELETE FROM taken WHERE owner = @owner_name AND number = @number");
        _system.Pools.Create("own", new() { From = 0, To = 9 });
        var service = _system.VlanServices.Create(new VlanServiceRequest("Bob") { NorthPool = "inventory:names", SouthPool = "own" }).Service;
        Assert.Equal("Bob", Sql("SELECT owner FROM taken WHERE number = 100"));
        Assert.Empty(_system.Leaks.Find());
        _system.VlanServices.Remove(service.Id);
        Assert.Equal(0L, Sql("SELECT count(*) FROM taken"));
        Assert.Empty(_system.Leaks.Find());
    }

    [Fact]
    public void A_parameter_that_an_operation_does_not_have_is_refused()
    {
        Register("DELETE FROM taken WHERE number = @exactly");
        _system.Pools.Create("own", new() { From = 0, To = 9 });
        var service = _system.VlanServices.Create(new VlanServiceRequest("Bob") { NorthPool = "inventory:names", SouthPool = "own" }).Service;
        var error = Assert.Throws<ReleaseFailedException>(() => _system.VlanServices.Remove(service.Id));
        Assert.True(error.Message.Contains("@exactly", StringComparison.Ordinal), error.Message);
        Assert.Equal(1L, Sql("SELECT count(*) FROM taken"));
    }

    public void Dispose()
    {
        _system.Dispose();
        _folder.Dispose();
    }

    private void Register(string free) => _system.Inventories.Register("names", InventoryKind.Tagged, new SqlInventorySettings(
        "sqlite:" + _folder.File("theirs.db"),
        "INSERT INTO taken SELECT coalesce(max(number), 99) + 1, @owner_name FROM taken RETURNING number",
        free)
    {
        Find = "SELECT number FROM taken WHERE owner = @owner_name",
    });

    private object? Sql(string text)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File("theirs.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }
}
