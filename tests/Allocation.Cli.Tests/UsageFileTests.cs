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
        Assert.Equal(2, (int)_box.Json("pool", "import", "usage.CSV", "--name", "vlan").Ok().One["Held"]!);
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
        var run = _box.Json("pool", "import", "usage.csv", "--name", "vlan").Refused(ErrorKind.InvalidPoolFile);
        Assert.Equal(["InvalidPoolFile"], run.ErrorIds);
        var lines = Import().Refused(ErrorKind.InvalidPoolFile).Error.TrimEnd().Split('\n');
        Assert.Equal(["InvalidPoolFile", "  line 3", "  line 4"], lines.Select(line => line.Split(':')[0]));
        Assert.Empty(_box.Json("list").Ok().List);
    }

    [Fact]
    public void The_same_file_again_needs_if_not_exists()
    {
        _box.Write("usage.csv", "number,name\n150,web\n");
        Import().Ok();
        Assert.Contains("--if-not-exists", Import().Refused(ErrorKind.InvalidPoolFile).Error,
            StringComparison.Ordinal);
        var again = _box.Json("pool", "import", "usage.csv", "--name", "vlan", "--if-not-exists");
        Assert.Equal((0, 1), (again.ExitCode, (int)again.One["Held"]!));
        Assert.Contains("0 taken, 1 held", again.Error, StringComparison.Ordinal);
        _box.Write("pool.json", "{}");
        _box.Run("pool", "import", "pool.json", "--name", "x", "--if-not-exists").Misused();
        _box.Run("pool", "import", "usage.csv", "--name", "vlan", "--format", "xml").Misused();
    }

    [Fact]
    public void Used_numbers_are_taken_from_the_pool_that_is_named_and_a_pool_that_is_made_without_a_name_is_told()
    {
        _box.Write("usage.csv", "number,name\n150,web\n");
        Assert.Contains("--name", _box.Run("pool", "import", "usage.csv").Misused().Error, StringComparison.Ordinal);
        _box.Run("pool", "import", "usage.txt", "--format", "showvlan").Misused();
        Assert.Empty(_box.Json("list").Ok().List);
        _box.Write("pool.json", "{\"range\":{\"from\":1,\"to\":9}}");
        var other = _box.Run("pool", "import", "pool.json", "--store", "sqlite:other.db");
        Assert.Equal(0, other.ExitCode);
        Assert.Contains("'vlan'", other.Error, StringComparison.Ordinal);
        _box.Run("pool", "import", "pool.json", "--name", "mine", "--store", "sqlite:other.db").Ok();
    }

    [Fact]
    public void One_file_is_read_by_import_and_by_take_whichever_of_the_names_its_columns_have()
    {
        foreach (var (place, number) in new[] { "ResourceId", "number", "vid", "vlan", "address", "prefix", "mac", "text" }.Index())
        {
            var name = place % 2 == 0 ? "Name" : "lease_name";
            _box.Write("usage.csv",
                $"{number},{name},Pool,Count,Description,Owner,tags,EndDate\n{110 + place},n{place},VLAN,1,d,o,a;b,2100-01-01\n");
            foreach (var read in new string[][] { ["pool", "import", "usage.csv", "--name", "vlan"], ["take", "--csv", "usage.csv"] })
            {
                _box.Run(read).Ok();
                var line = Assert.Single(_box.Json("list").Ok().List);
                var tags = string.Join(',', line["Tag"]!.AsArray());
                Assert.Equal($"{110 + place} n{place} d o a,b",
                    $"{line["ResourceId"]} {line["LeaseName"]} {line["Description"]} {line["Owner"]} {tags}");
                Assert.StartsWith("2", (string)line["EndDate"]!, StringComparison.Ordinal);
                _box.Run("give", $"n{place}").Ok();
            }
        }
    }

    [Fact]
    public void A_row_of_another_pool_and_one_of_another_count_are_mistakes()
    {
        _box.Write("usage.csv", "number,pool,count\n150,lan,\n151-152,,3\n153-154,vlan,2\n");
        var lines = Import().Refused(ErrorKind.InvalidPoolFile).Error.TrimEnd().Split('\n');
        Assert.Equal(["InvalidPoolFile", "  line 2", "  line 3"], lines.Select(line => line.Split(':')[0]));
    }

    [Theory]
    [InlineData("take --csv rows.csv", "Name,Pool,ResourceId,Count\na,vlan,150,\n,vlan,151,\nb,vlan,152,many\n\"\",vlan,,\n")]
    [InlineData("take --csv rows.csv --atomic", "Name,Pool,ResourceId,Count\na,vlan,150,\n,vlan,151,\nb,vlan,152,many\n\"\",vlan,,\n")]
    [InlineData("vlan new --csv rows.csv", "Name,NorthVlanId\na,150\n,151\nb,many\n\"\",152\n")]
    [InlineData("vlan new --csv rows.csv --atomic", "Name,NorthVlanId\na,150\n,151\nb,many\n\"\",152\n")]
    public void Rows_without_a_name_are_told_with_all_other_mistakes(string command, string rows)
    {
        _box.Write("rows.csv", rows);
        var lines = _box.Run(command.Split(' ')).Error.TrimEnd().Split('\n');
        Assert.Equal(["  line 3", "  line 4", "  line 5"], lines.Skip(1).Select(line => line.Split(':')[0]));
        Assert.Empty(_box.Json("list").Ok().List);
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
        _box.Run("pool", "import", "missing.csv", "--name", "vlan").Refused(ErrorKind.InvalidPoolFile);
        _box.Run("pool", "import", "usage.csv", "--name", "vlan", "--store", "sqlite:none.db").Refused(ErrorKind.StoreUnavailable);
        Assert.False(File.Exists(_box.PathOf("none.db")));
    }

    private CliRun Import() => _box.Run("pool", "import", "usage.csv", "--name", "vlan");
}
