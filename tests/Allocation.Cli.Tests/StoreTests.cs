using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>Which store is used, and what one that cannot be used is answered with.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void Asking_for_the_store_makes_none()
    {
        var store = _box.Json("store", "info").Ok().One;
        Assert.Equal(["Uri", "Kind", "Source", "Exists", "Schema", "Engine"], store.Select(p => p.Key));
        Assert.Equal(("Sqlite", "Environment", false), ((string?)store["Kind"], (string?)store["Source"], (bool)store["Exists"]!));
        Assert.Null(store["Schema"]);
        Assert.Null(store["Engine"]);
        Assert.Empty(Directory.GetFiles(_box.Folder));

        _box.Run("pool", "new", "a", "--from", "0", "--to", "1").Ok();
        store = _box.Json("store", "info").Ok().One;
        Assert.True((int)store["Schema"]! >= 1);
        Assert.StartsWith("SQLite 3.", (string?)store["Engine"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_option_comes_before_the_environment_and_may_stand_anywhere()
    {
        _box.Run("--store", "sqlite:other.db", "pool", "new", "a", "--from", "0", "--to", "1").Ok();
        Assert.Single(_box.Json("pool", "list", "--store", "sqlite:" + _box.PathOf("other.db")).Ok().List);
        _box.Json("pool", "list").Refused(Core.Errors.ErrorKind.StoreUnavailable);
        Assert.Equal("Parameter", (string?)_box.Json("store", "info", "--store", "sqlite:other.db").Ok().One["Source"]);
    }

    [Fact]
    public void Without_any_name_it_lies_in_the_users_data_folder()
    {
        _box.Environment["ALLOCATION_STORE"] = "";
        var store = _box.Json("store", "info").Ok().One;
        Assert.Equal("Default", (string?)store["Source"]);
        Assert.EndsWith(Path.Combine("Allocation", "allocation.db"), (string?)store["Uri"]);
    }

    [Theory]
    [InlineData("store.db", ErrorKind.InvalidStore)]
    [InlineData("mysql:store.db", ErrorKind.InvalidStore)]
    [InlineData("sqlite:", ErrorKind.InvalidStore)]
    [InlineData("sqlite:a.db?busy_timeout=x", ErrorKind.InvalidStore)]
    [InlineData("postgres:Nonsense=1", ErrorKind.InvalidStore)]
    [InlineData("sqlite:missing/store.db", ErrorKind.StoreUnavailable)]
    public void A_text_that_is_no_address_is_told_from_a_store_that_is_not_there(string uri, ErrorKind kind)
    {
        _box.Run("pool", "list", "--store", uri).Refused(kind);
        Assert.Empty(Directory.GetFileSystemEntries(_box.Folder));
    }

    [Fact]
    public void A_store_that_cannot_be_opened_ends_the_command_with_one_error_and_no_result()
    {
        _box.Environment["ALLOCATION_STORE"] = "sqlite:missing/store.db";
        var run = _box.Json("vlan", "new", "a", "b", "c").Refused(ErrorKind.StoreUnavailable);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void A_file_that_is_no_database_is_corrupt_and_stays_as_it_was()
    {
        var file = _box.Write("store.db", new string('x', 5000));
        _box.Run("pool", "list").Refused(ErrorKind.StoreCorrupt);
        Assert.Equal(new string('x', 5000), File.ReadAllText(file));
    }

    [Fact]
    public void A_password_is_never_shown()
    {
        var run = _box.Run("store", "info", "--store", "mysql://me:s3cret@host/db");
        Assert.DoesNotContain("s3cret", run.Output + run.Error);
        run = _box.Run("store", "info", "--store", "postgres://me:s3cret@localhost:1/db?nonsense=1");
        Assert.DoesNotContain("s3cret", run.Output + run.Error);
    }
}
