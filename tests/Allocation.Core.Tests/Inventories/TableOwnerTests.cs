using System.Text.Json.Nodes;
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
    private readonly AllocationSystem _system = new(new MemoryStore(StoreUri.Default), sql: new StoreProvider(),
        scripts: new SessionInventories());

    public TableOwnerTests() => Sql("CREATE TABLE taken (number integer PRIMARY KEY, owner text)");

    [Fact]
    public void Rows_are_found_and_freed_by_the_name()
    {
        Register("DELETE FROM taken WHERE owner = @owner_name AND number = @number");
        _system.Pools.Create("own", new() { From = 0, To = 9 });
        var service =
            _system.VlanServices.Create(new VlanServiceRequest("Bob") { NorthPool = "inventory:names", SouthPool = "own" }).Service;
        Assert.Equal("Bob", Sql("SELECT owner FROM taken WHERE number = 100"));
        Assert.Empty(_system.Leaks.Find());
        _system.VlanServices.Remove(service.Id);
        Assert.Equal(0L, Sql("SELECT count(*) FROM taken"));
        Assert.Empty(_system.Leaks.Find());
    }

    [Theory]
    [InlineData("DELETE FROM taken", true)]
    [InlineData("DELETE FROM taken", false)]
    [InlineData("DELETE FROM taken WHERE number >= @number", true)]
    [InlineData("DELETE FROM taken WHERE number >= @number", false)]
    [InlineData("DELETE FROM taken WHERE owner LIKE substr(@owner_name, 1, 1) || '%'", true)]
    [InlineData("DELETE FROM taken WHERE owner LIKE substr(@owner_name, 1, 1) || '%'", false)]
    public void What_another_service_holds_is_never_freed_whatever_the_statement_says(string free, bool lists)
    {
        Register(free, lists);
        _system.Pools.Create("own", new() { From = 0, To = 9 });
        var first = _system.VlanServices.Create(new VlanServiceRequest("Bob") { NorthPool = "inventory:names", SouthPool = "own" }).Service;
        var other = _system.VlanServices.Create(new VlanServiceRequest("Ben") { NorthPool = "inventory:names", SouthPool = "own" }).Service;

        Assert.Throws<ReleaseFailedException>(() => _system.VlanServices.Remove(first.Id));

        Assert.Equal(2L, Sql("SELECT count(*) FROM taken"));
        Assert.Equal(101, _system.VlanServices.Get(other.Id).NorthVlanId);
    }

    [Fact]
    public void A_statement_may_write_a_log_besides()
    {
        Sql("CREATE TABLE freed (number integer)");
        Register("DELETE FROM taken WHERE number = @number; INSERT INTO freed VALUES (@number)", lists: true);
        _system.Pools.Create("own", new() { From = 0, To = 9 });
        var first = _system.VlanServices.Create(new VlanServiceRequest("Bob") { NorthPool = "inventory:names", SouthPool = "own" }).Service;
        _system.VlanServices.Create(new VlanServiceRequest("Ben") { NorthPool = "inventory:names", SouthPool = "own" });

        _system.VlanServices.Remove(first.Id);

        Assert.Equal(101L, Sql("SELECT number FROM taken"));
        Assert.Equal(100L, Sql("SELECT number FROM freed"));
    }

    [Theory]
    [InlineData("DELETE FROM taken WHERE number = @exactly", "@exactly")]
    [InlineData("DELETE FROM taken WHERE number = @nubmer", "@nubmer")]
    public void A_statement_that_can_never_run_is_not_registered(string free, string wrong)
    {
        Assert.Contains(wrong, Assert.Throws<InvalidPoolException>(() => Register(free)).Message, StringComparison.Ordinal);
        Register("DELETE FROM taken WHERE number = @number AND owner <> 'me@here' /* @exactly */ -- @exactly");
    }

    [Theory]
    [InlineData("a", "@number")]
    [InlineData("f", "@exactly")]
    [InlineData("l", "@owner")]
    public void Each_statement_has_parameters_of_its_own(string which, string wrong)
    {
        var settings = new SqlInventorySettings("sqlite:" + _folder.File("theirs.db"),
            "SELECT 1 AS number" + (which == "a" ? " WHERE 1 = " + wrong : ""), "DELETE FROM taken WHERE number = @number")
        {
            Find = "SELECT 1 AS number WHERE @key = " + (which == "f" ? wrong : "1"),
            List = "SELECT 1 AS number" + (which == "l" ? " WHERE 1 = " + wrong : ""),
        };
        Assert.Contains(wrong, Assert.Throws<InvalidPoolException>(() =>
            _system.Inventories.Register("names", InventoryKind.Tagged, settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_another_definition_s_service_of_the_same_name_is_not_freed_by_that_name()
    {
        Register("DELETE FROM taken WHERE owner = @owner_name");
        var made = new[] { "One", "Two" }.Select(name => _system.Definitions.Register($$"""
            { "name": "{{name}}", "lifecycle": "simple_with_deallocation", "attributes": { "name": "string", "id": { "type": "int", "modifier": "r" } },
              "allocation": [ { "attribute": "id", "allocator": "number", "arguments": { "pool": "inventory:names" } } ] }
            """)).Select(d => (Definition: d, _system.Services.Create(ServiceRequest.Of(d, new JsonObject { ["name"] = "same" })).Instance)).ToList();
        Sql("DELETE FROM taken WHERE number = 100");
        Assert.Throws<ReleaseFailedException>(() => _system.Services.Remove(made[0].Definition, made[0].Instance.Id));
        Assert.Equal(101L, Sql("SELECT number FROM taken"));
    }

    public void Dispose()
    {
        _system.Dispose();
        _folder.Dispose();
    }

    private void Register(string free, bool lists = false) =>
        _system.Inventories.Register("names", InventoryKind.Tagged, new SqlInventorySettings(
        "sqlite:" + _folder.File("theirs.db"),
        "INSERT INTO taken SELECT coalesce(max(number), 99) + 1, @owner_name FROM taken RETURNING number",
        free)
        {
            List = lists ? "SELECT number FROM taken" : null,
            Find = "SELECT number FROM taken WHERE owner = @owner_name",
        });

    private object? Sql(string text)
    {
        using var connection =
            new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File("theirs.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }
}
