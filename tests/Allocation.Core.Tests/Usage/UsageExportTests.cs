using System.Text;
using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Usage;

namespace Allocation.Core.Tests.Usage;

public sealed class UsageExportTests : IDisposable
{
    private static readonly string[] s_names =
        ["web", "web.example.com", "SCADA, ask the plant", "=1+1", "a;b", "\"quoted\"", "größe", "Ü: x"];

    private readonly TestSystem _here = new();
    private readonly TestSystem _elsewhere = new();

    public static TheoryData<string?, PoolExportFormat> Writings => new()
    {
        { null, PoolExportFormat.Csv },
        { "address 10.20.0.0/24", PoolExportFormat.Csv },
        { "address 2001:db8::/64", PoolExportFormat.Csv },
        { "subnet 10.0.0.0/8 24", PoolExportFormat.Csv },
        { "mac 52:54:00", PoolExportFormat.Csv },
        { "text web-{0:000}", PoolExportFormat.Csv },
        { null, PoolExportFormat.NetBox },
        { "address 10.20.0.0/24", PoolExportFormat.NetBox },
        { "address 2001:db8::/64", PoolExportFormat.NetBox },
        { "subnet 2001:db8::/32 48", PoolExportFormat.NetBox },
    };

    [Theory]
    [MemberData(nameof(Writings))]
    public void What_goes_out_goes_in_elsewhere_and_out_again_as_the_same(string? notation, PoolExportFormat format)
    {
        var settings = notation is null
            ? new PoolChange { From = 1, To = 200 }
            : new PoolChange { Notation = PoolNotation.Parse(notation) };
        foreach (var system in new[] { _here, _elsewhere }) system.Pools.Create("pool", settings);
        var random = new Random(16);
        _here.Direct.TakeAll([.. s_names.Select(name => new DirectRequest("pool", name)
        {
            Count = random.Next(1, 4),
            Term = new(Lifetime: name == "web" ? TimeSpan.FromDays(1) : null),
            Notes = new()
            {
                Description = random.Next(2) == 0 ? null : "=cmd, \"x\"; y",
                Owner = random.Next(2) == 0 ? null : "net; work",
                Tags = random.Next(2) == 0 ? [] : ["critical", "site=berlin", "status=reserved"],
            },
        })]).Checked();
        if (notation is null) _here.Vlans.Create(new("service") { NorthPool = "pool", SouthPool = "pool" });

        var file = Text(_here, format);
        Import(_elsewhere, file, format);

        Assert.Equal(file, Text(_elsewhere, format));
        Assert.Equal(_here.Held.Select(line => line.Value), _elsewhere.Held.Select(line => line.Value));
        if (format != PoolExportFormat.Csv) return;
        Assert.Equal(_here.Held.Select(line => (line.LeaseName, line.Notes, line.EndDate)),
            _elsewhere.Held.Select(line => (line.LeaseName, line.Notes, line.EndDate)));
    }

    [Fact]
    public void NetBox_gets_the_columns_of_its_imports()
    {
        _here.MakePool("vlan", 100, 200);
        _here.Pools.Create("lan", new PoolChange { Notation = PoolNotation.Parse("address 10.20.0.0/24") });
        _here.Pools.Create("nets", new PoolChange { Notation = PoolNotation.Parse("subnet 10.64.0.0/10 24") });
        var notes = new NoteSet { Description = "front end", Owner = "Plant", Tags = ["a", "site=berlin", "status=Deprecated"] };
        foreach (var pool in new[] { "vlan", "lan", "nets" })
            _here.Direct.TakeAll([new(pool, "web") { Notes = notes }, new(pool, "SCADA 1")]).Checked();

        Assert.Equal("vid,name,status,tenant,description,tags\n" +
            "100,web,deprecated,Plant,front end,\"a,site-berlin\"\n101,SCADA 1,active,,,\n",
            Text(_here, PoolExportFormat.NetBox, "vlan"));
        Assert.Equal("address,dns_name,status,tenant,description,tags\n" +
            "10.20.0.1/24,web,deprecated,Plant,front end,\"a,site-berlin\"\n" +
            "10.20.0.2/24,,active,,SCADA 1,\n", Text(_here, PoolExportFormat.NetBox, "lan"));
        Assert.Equal("prefix,status,tenant,description,tags\n" +
            "10.64.0.0/24,deprecated,Plant,web: front end,\"a,site-berlin\"\n" +
            "10.64.1.0/24,active,,SCADA 1,\n", Text(_here, PoolExportFormat.NetBox, "nets"));
        Assert.Contains("'site=berlin' as 'site-berlin'", Assert.Single(_here.Exports.Write("vlan", PoolExportFormat.NetBox).Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public void NetBox_has_no_place_for_other_pools_and_no_such_vlan()
    {
        _here.Pools.Create("mac", new PoolChange { Notation = PoolNotation.Parse("mac 52:54:00") });
        _here.MakePool("numbers", 4094, 5000);
        _here.Direct.TakeAll([new("numbers", "a") { Count = 2 }]).Checked();

        Assert.Throws<InvalidPoolException>(() => Text(_here, PoolExportFormat.NetBox, "mac"));
        Assert.Throws<InvalidPoolException>(() => Text(_here, PoolExportFormat.NetBox, "numbers"));
        Assert.Throws<PoolNotFoundException>(() => Text(_here, PoolExportFormat.Csv, "nope"));
        Assert.Equal("mac,name,description,owner,tags,end_date\n", Text(_here, PoolExportFormat.Csv, "mac"));
    }

    [Fact]
    public void Cells_that_a_spreadsheet_runs_are_written_unchanged_and_told()
    {
        _here.MakePool("pool", 1, 10);
        var notes = new NoteSet { Description = "@SUM(A1)", Owner = "-x" };
        _here.Direct.TakeAll([new("pool", "=1+1") { Notes = notes }, new("pool", "a=b")]).Checked();

        var text = _here.Exports.Write("pool", PoolExportFormat.Csv);

        Assert.Equal("number,name,description,owner,tags,end_date\n1,=1+1,@SUM(A1),-x,,\n2,a=b,,,,\n",
            Encoding.UTF8.GetString(text.Content));
        Assert.StartsWith("3 cells begin with =, +, - or @", Assert.Single(text.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_past_its_end_is_left_out()
    {
        _here.MakePool("pool", 1, 10);
        _here.Direct.TakeAll([new("pool", "a") { Term = new(Lifetime: TimeSpan.FromHours(1)) }, new("pool", "b")]).Checked();
        _here.Clock.Time += TimeSpan.FromHours(1);

        Assert.Equal(1, _here.Exports.Write("POOL", PoolExportFormat.Csv).Rows);
    }

    private static string Text(TestSystem system, PoolExportFormat format, string pool = "pool") =>
        Encoding.UTF8.GetString(system.Exports.Write(pool, format).Content);

    private static void Import(TestSystem system, string text, PoolExportFormat format) => system.Usage.Import(
        UsageFile.Of("pool.csv", text, format == PoolExportFormat.Csv ? UsageFormat.Csv : UsageFormat.NetBox), "pool", false);

    /// <inheritdoc/>
    public void Dispose()
    {
        _here.Dispose();
        _elsewhere.Dispose();
    }
}
