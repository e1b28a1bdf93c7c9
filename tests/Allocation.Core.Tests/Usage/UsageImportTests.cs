using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Usage;

namespace Allocation.Core.Tests.Usage;

public sealed class UsageImportTests : IDisposable
{
    private readonly TestSystem _system = new();

    public UsageImportTests() => _system.MakePool("vlan", 100, 300);

    [Fact]
    public void Rows_become_direct_allocations_with_notes()
    {
        var pool = Import("vid,Name,Description,Owner,Tags,End-Date\n" +
            "150,web,\"Front, end\",net,site=berlin; critical,2031-01-02T00:00:00Z\n" +
            "151,,,,,\n160-162,lab,,,,\n");

        Assert.Equal(5, pool.Held);
        Assert.Equal(["150 web", "151 151", "160 lab", "161 lab", "162 lab"],
            _system.Held.Select(line => $"{line.ResourceId} {line.LeaseName}"));
        Assert.All(_system.Held, line => Assert.Equal(LeaseKind.Direct, line.LeaseKind));
        Assert.Equal(new NoteSet { Description = "Front, end", Owner = "net", Tags = ["critical", "site=berlin"] }, _system.Held[0].Notes);
        Assert.Equal(new DateTimeOffset(2031, 1, 2, 0, 0, 0, TimeSpan.Zero), _system.Held[0].EndDate);
    }

    [Fact]
    public void Rows_of_one_name_are_held_together()
    {
        Import("number,name\n150,web\n170,lab\n152,WEB\n");

        Assert.Equal(2, _system.Held.Select(line => line.LeaseId).Distinct().Count());
        Assert.Equal("150,152", $"{_system.Direct.Find(new NamePattern("web")).Single().Numbers}");
    }

    public static TheoryData<string, string, string> Writings => new()
    {
        { "address 10.20.0.0/24", "address", "10.20.0.7" },
        { "address 2001:db8::/64", "address", "2001:DB8:0::7" },
        { "subnet 10.0.0.0/8 24", "prefix", "10.1.7.0/24" },
        { "mac 52:54:00", "mac", "52-54-00-00-00-07" },
        { "text web-{0:000}", "text", "web-007" },
    };

    [Theory]
    [MemberData(nameof(Writings))]
    public void Pools_of_every_notation_take_their_own_writing(string notation, string column, string written)
    {
        _system.Pools.Create("other", new PoolChange { Notation = PoolNotation.Parse(notation) });

        Import($"{column},owner\n{written},net\n", "OTHER");
        var error = Refused($"{column}\n{written}\nnonsense\n", "other");

        Assert.Equal(PoolNotation.Parse(notation).Read(written).Number, Assert.Single(_system.Held).Value);
        Assert.Contains("line 2: '" + _system.Held[0].ResourceId + "' already exists", error, StringComparison.Ordinal);
        Assert.Contains("line 3: 'nonsense' cannot be of pool 'other': it", error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_and_nothing_is_taken()
    {
        _system.Direct.TakeAll([new("vlan", "mine") { Numbers = new([NumberRange.Of(120)]) }]);
        _system.Pools.Change("vlan", new PoolChange { Excluded = [NumberRange.Of(130)] });

        var error = Refused("number,name,tags,end_date\n110,good,,\n150x,octal,,\n,empty,,\n111,tagged,=x,\n112,late,,tomorrow\n" +
            "110,twice,,\n" +
            "300,outside,,\n120,held,,\n130,excluded,,\n113,mine,,\n114,twin,a,\n115,twin,b,\n116,over,,2001-01-01\n117,ctrl\u0007,,\n");

        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15], Lines(error));
        Assert.Equal("mine", Assert.Single(_system.Held).LeaseName);
    }

    [Fact]
    public void Three_bad_rows_of_many_are_one_error_that_names_row_value_and_what_was_expected()
    {
        _system.MakePool("big", 0, 100_000);
        var rows = Enumerable.Range(0, 10_000)
            .Select(n => $"{(n switch { 5 => "abc", 7_000 => "4", 9_999 => "999999", _ => $"{n}" })},n{n}");

        var error = Refused("number,name\n" + string.Join('\n', rows), "big");

        Assert.Equal([7, 7002, 10001], Lines(error));
        Assert.Contains("'abc' cannot be of pool 'big': it is neither a number such as 150 nor", error, StringComparison.Ordinal);
        Assert.Contains("4 is in line 6 already", error, StringComparison.Ordinal);
        Assert.Contains("999999 is not a number that pool 'big' gives: it must be in 0-99999", error, StringComparison.Ordinal);
        Assert.Empty(_system.Held);
    }

    // A hundred lines are shown. Those of what is there already must not hide the others.
    [Fact]
    public void Bad_rows_are_told_before_the_many_that_are_there_already()
    {
        _system.MakePool("big", 0, 100_000);
        string File(Func<int, string> number) =>
            "number,name\n" + string.Join('\n', Enumerable.Range(0, 300).Select(n => $"{number(n)},n{n}"));
        Import(File(n => $"{n}"), "big");

        var error = Refused(File(n => n switch { 150 => "abc", 299 => "999999", _ => $"{n}" }), "big");

        var told = Lines(error);
        Assert.Equal([.. Enumerable.Range(2, 98), 152, 301], told);
        Assert.Contains("and 200 more", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_numbers_of_one_name_each_that_cannot_be_had_is_told()
    {
        _system.Direct.TakeAll([new("vlan", "mine") { Numbers = new([new NumberRange(120, 123)]) }]);

        Assert.Equal([3, 5], Lines(Refused("number,name\n119,web\n120,web\n124,web\n122,web\n")));
    }

    [Fact]
    public void The_same_file_again_is_an_error_unless_what_is_there_is_fine()
    {
        const string file = "number,name\n150,web\n151,web\n160,lab\n";
        Import(file);
        var before = _system.Dump();

        Assert.Equal([2, 4], Lines(Refused(file)));
        Assert.Equal("IfNotExists", WayOut(file)?.Parameter);
        Assert.Null(WayOut("number,name\n155,web\n"));
        Import(file, ifNotExists: true);

        Assert.Equal(before, _system.Dump());
        Assert.Equal(4, Import(file + "161,new\n", ifNotExists: true).Held);
        Assert.Equal([2], Lines(Refused("number,name\n150,web\n", ifNotExists: true)));
    }

    [Fact]
    public void An_import_says_how_many_numbers_are_new_and_how_many_were_held()
    {
        const string file = "number,name\n150,web\n151,web\n160,lab\n";
        UsageImported Again(string text) =>
            _system.Usage.Import(UsageFile.Of("usage.csv", text, UsageFormat.Csv), "vlan", ifNotExists: true);
        (int, int) Counts(UsageImported imported) => (imported.New, imported.Kept);
        Assert.Equal((3, 0), Counts(Again(file)));
        Assert.Equal((0, 3), Counts(Again(file)));
        Assert.Equal((1, 3), Counts(Again(file + "161,new\n")));
    }

    [Fact]
    public void A_number_that_only_an_expired_allocation_holds_is_taken()
    {
        _system.Direct.TakeAll([new("vlan", "old") { Numbers = new([NumberRange.Of(150)]), Term = new(Lifetime: TimeSpan.FromHours(1)) }]);
        _system.Clock.Time += TimeSpan.FromHours(2);

        Import("number,name\n150,new\n");

        Assert.Equal("new", Assert.Single(_system.Held).LeaseName);
    }

    public static TheoryData<string, string> Headers => new()
    {
        { "number,name,status\n150,a,b\n", "'status' is not a known column" },
        { "number,Number\n150,150\n", "two columns 'Number'" },
        { "tags,TAG,number\na,b,150\n", "'tags' and 'TAG' are the same column" },
        { "name\nweb\n", "One column must say which number" },
        { "vid,address\n150,10.0.0.1\n", "'vid' and 'address' are the same column" },
        { "number,name\n", "must name at least one number" },
        { "", "The file is empty" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Columns_that_are_unknown_doubled_or_missing_are_told(string text, string what) =>
        Assert.Contains(what, Refused(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_file_of_a_spreadsheet_in_UTF_16_says_so(string encoding)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("usage.csv"), "number,name\n150,web\n", System.Text.Encoding.GetEncoding(encoding));

        Assert.Contains("UTF-16",
            Assert.Throws<InvalidPoolFileException>(() => UsageFile.Read(folder.File("usage.csv"), UsageFormat.Csv)).Reason,
            StringComparison.Ordinal);
        File.WriteAllText(folder.File("usage.csv"), "number,name\n150,web\n", System.Text.Encoding.UTF8);
        Assert.False(UsageFile.Read(folder.File("usage.csv"), UsageFormat.Csv).Mistakes.Exist);
    }

    [Fact]
    public void A_pool_that_is_missing_or_of_another_kind_is_told() =>
        Assert.Throws<PoolNotFoundException>(() => Import("number\n150\n", "nope"));

    private static int[] Lines(string error) =>
        [.. error.Split(Environment.NewLine).Skip(1).Where(line => line.StartsWith("line ", StringComparison.Ordinal))
            .Select(line => int.Parse(line[5..line.IndexOf(':', StringComparison.Ordinal)]))];

    private AllocationPool Import(string text, string pool = "vlan", bool ifNotExists = false) =>
        _system.Usage.Import(UsageFile.Of("usage.csv", text, UsageFormat.Csv), pool, ifNotExists).Pool;

    [Theory]
    [InlineData("VID,Name,Tenant\n150,a,b\n", true)]
    [InlineData("vid,dns_name\n150,a\n", true)]
    [InlineData("number,colour\n150,a\n", false)]
    [InlineData("number,name\n150x,a\n", false)]
    public void A_file_of_NetBox_that_is_read_as_our_own_is_known(string text, bool isKnown) =>
        Assert.Equal(isKnown ? "Format" : null, WayOut(text)?.Parameter);

    private WayOut? WayOut(string text) => Assert.Throws<InvalidPoolFileException>(() => Import(text)).WayOut;

    private string Refused(string text, string pool = "vlan", bool ifNotExists = false)
    {
        var before = _system.Dump();
        var error = Assert.Throws<InvalidPoolFileException>(() => Import(text, pool, ifNotExists));
        Assert.Equal(before, _system.Dump());
        return error.Message;
    }

    /// <inheritdoc/>
    public void Dispose() => _system.Dispose();
}
