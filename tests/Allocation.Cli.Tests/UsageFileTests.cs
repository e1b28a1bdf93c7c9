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
        Assert.Contains("--format", _box.Run("pool", "import", "usage.txt").Refused(ErrorKind.InvalidPoolFile).Error,
            StringComparison.Ordinal);
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
        var lines = _box.Run("pool", "import", "usage.csv").Refused(ErrorKind.InvalidPoolFile).Error.TrimEnd().Split('\n');
        Assert.Equal(["InvalidPoolFile", "  line 3", "  line 4"], lines.Select(line => line.Split(':')[0]));
        Assert.Empty(_box.Json("list").Ok().List);
    }

    [Fact]
    public void The_same_file_again_needs_if_not_exists()
    {
        _box.Write("usage.csv", "number,name\n150,web\n");
        _box.Run("pool", "import", "usage.csv").Ok();
        Assert.Contains("--if-not-exists", _box.Run("pool", "import", "usage.csv").Refused(ErrorKind.InvalidPoolFile).Error,
            StringComparison.Ordinal);
        var again = _box.Json("pool", "import", "usage.csv", "--if-not-exists");
        Assert.Equal((0, 1), (again.ExitCode, (int)again.One["Held"]!));
        Assert.Contains("0 taken, 1 held", again.Error, StringComparison.Ordinal);
        _box.Write("pool.json", "{}");
        _box.Run("pool", "import", "pool.json", "--name", "x", "--if-not-exists").Misused();
        _box.Run("pool", "import", "usage.csv", "--format", "xml").Misused();
    }

    [Theory]
    [InlineData("json:other.json")]
    [InlineData("sqlite:other.db")]
    public void What_an_export_wrote_is_imported_elsewhere_and_exported_as_the_same(string other)
    {
        _box.Run("take", "vlan", "--name", "web", "--count", "2", "--description", "=1+1", "--owner", "net", "--tag", "a,b=c").Ok();
        _box.Run("vlan", "new", "service").Ok();
        foreach (var format in new[] { "csv", "netbox" })
        {
            _box.Run("pool", "new", format, "--from", "100", "--to", "200", "--store", other).Ok();
            var written = _box.Json("pool", "export", "VLAN", "one.csv", "--format", format).One;
            Assert.Equal(("vlan", _box.PathOf("one.csv"), 4), ((string?)written["Pool"], (string?)written["File"], (int)written["Rows"]!));
            _box.Run("pool", "import", "one.csv", "--format", format, "--name", format, "--store", other).Ok();
            _box.Run("pool", "export", format, "two.csv", "--format", format, "--store", other);
            Assert.Equal(File.ReadAllText(_box.PathOf("one.csv")), File.ReadAllText(_box.PathOf("two.csv")));
            Assert.Equal(File.ReadAllText(_box.PathOf("one.csv")), _box.Run("pool", "export", "vlan", "--format", format).Output);
        }
    }

    [Fact]
    public void An_export_warns_of_formulas_and_refuses_what_it_cannot_write()
    {
        _box.Run("take", "vlan", "--name", "=1+1").Ok();
        var run = _box.Run("pool", "export", "vlan");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 cell begins with =", run.Error, StringComparison.Ordinal);
        _box.Run("pool", "export", "nope").Refused(ErrorKind.PoolNotFound);
        _box.Run("pool", "export", "vlan", ".").Refused(ErrorKind.InvalidPoolFile);
        _box.Run("pool", "new", "mac", "--mac-prefix", "52:54:00").Ok();
        _box.Run("pool", "export", "mac", "--format", "netbox").Refused(ErrorKind.InvalidPool);
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
