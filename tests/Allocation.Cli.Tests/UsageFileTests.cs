using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>Files of used numbers: <c>pool import</c> of CSV, of NetBox and of a switch.</summary>
public sealed class UsageFileTests : IDisposable
{
    private readonly Sandbox _box = new();

    public UsageFileTests() => _box.Run("pool", "new", "vlan", "--from", "100", "--to", "200").Ok();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void The_end_of_the_name_says_the_format_unless_an_option_does()
    {
        _box.Write("usage.CSV", "vid,name,owner\n150,web,net\n151,lab,\n");
        _box.Write("usage.txt", "vid,name,status,tags\n152,db,active,\"a,b\"\n");
        Assert.Equal(2, (int)_box.Json("pool", "import", "usage.CSV").Ok().One["Held"]!);
        Assert.Equal(3, (int)_box.Json("pool", "import", "usage.txt", "--name", "VLAN", "--format", "netbox").Ok().One["Held"]!);
        _box.Run("pool", "import", "usage.txt").Refused(ErrorKind.InvalidPoolFile);
        var lines = _box.Json("list").Ok().List;
        Assert.Equal(["150 web net", "151 lab ", "152 db "], lines.Select(line => $"{line["Value"]} {line["LeaseName"]} {line["Owner"]}"));
        Assert.All(lines, line => Assert.Equal("Direct", (string?)line["LeaseKind"]));
    }

    [Fact]
    public void A_file_with_mistakes_takes_nothing_and_all_of_them_are_in_one_error()
    {
        _box.Write("usage.csv", "number,name\n150,web\nx,lab\n300,far\n");
        var run = _box.Json("pool", "import", "usage.csv").Refused(ErrorKind.InvalidPoolFile);
        Assert.Equal(["InvalidPoolFile"], run.ErrorIds);
        Assert.Empty(_box.Json("list").Ok().List);
    }

    [Fact]
    public void The_same_file_again_needs_if_not_exists()
    {
        _box.Write("usage.csv", "number,name\n150,web\n");
        _box.Run("pool", "import", "usage.csv").Ok();
        _box.Run("pool", "import", "usage.csv").Refused(ErrorKind.InvalidPoolFile);
        Assert.Equal(1, (int)_box.Json("pool", "import", "usage.csv", "--if-not-exists").Ok().One["Held"]!);
        _box.Write("pool.json", "{}");
        _box.Run("pool", "import", "pool.json", "--name", "x", "--if-not-exists").Misused();
        _box.Run("pool", "import", "usage.csv", "--format", "xml").Misused();
    }

    [Fact]
    public void The_pool_and_the_store_must_be_there()
    {
        _box.Write("usage.csv", "number,name\n150,web\n");
        _box.Run("pool", "import", "usage.csv", "--name", "nope").Refused(ErrorKind.PoolNotFound);
        _box.Run("pool", "import", "missing.csv").Refused(ErrorKind.InvalidPoolFile);
        _box.Run("pool", "import", "usage.csv", "--store", "sqlite:none.db").Refused(ErrorKind.StoreUnavailable);
        Assert.False(File.Exists(_box.PathOf("none.db")));
    }
}
