using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Allocation.Cli.Output;
using Allocation.Cli.Services;
using Spectre.Console;

namespace Allocation.Cli.Tests;

/// <summary>Every table of the command line in a terminal, with values as long as they are in practice.</summary>
public sealed partial class DrawnTableTests
{
    private const string LongName = "customer-with-a-long-name-frankfurt-0001";
    private const string Machine = "vm_00000003_20261126_113624";

    private static readonly Dictionary<string, string> s_values = new()
    {
        ["Name"] = LongName,
        ["LeaseName"] = LongName,
        ["ResourceName"] = Machine,
        ["ResourceId"] = Machine,
        ["Gives"] = "2001:db8:1234:5678:9abc:def0::/96",
        ["Pool"] = "file:/var/lib/allocation/inv/vlan_pool.json",
        ["Uri"] = "sqlite:/home/someone/.local/share/allocation/allocation.db",
        ["File"] = "/home/someone/allocations/campus-vlans.csv",
        ["Location"] = "https://netbox.example.org/api/ipam/vlans/",
        ["Id"] = "01a2179e-443a-7000-aaa3-77bd4cb70267:101",
        ["Attribute"] = "ports[name=eth0].vlan_id",
        ["State"] = "DeleteRequest",
        ["From"] = "update_acknowledged",
        ["To"] = "update_acknowledged_failed",
        ["Kind"] = "Transferred",
        ["Source"] = "Environment",
        ["Ready"] = "False",
        ["CanList"] = "False",
        ["Exists"] = "True",
        ["Mended"] = "True",
        ["Engine"] = "PostgreSQL 17.4",
        ["Identity"] = "device,name",
        ["Lifecycle"] = "simple_with_deallocation",
        ["Definition"] = "SwitchWithManyPorts",
        ["Strategy"] = "LeastRecentlyUsed",
        ["ReuseDelay"] = "7.00:00:00",
        ["Excluded"] = "105-106, 110, 150-160",
        ["Tag"] = "x86_64,fast,gpu*",
        ["Tags"] = "x86_64,fast",
        ["Mode"] = "draining",
        ["SuccessRate"] = "100 %",
        ["Waiting"] = "the pool is full, and no resource of it has all the tags that were asked for",
        ["Problem"] = "cmd_new ended with exit code 1: no space left on device",
        ["Description"] = "A switch with its ports, each of which takes a number of the pool.",
        ["Owner"] = "network team, Frankfurt",
        ["Detail"] = "the inventory holds it, and nobody has it",
        ["Action"] = "given back to the inventory",
        ["User"] = "someone",
        ["Role"] = "Operator",
        ["Value"] = "Pool is full: 2 of 2 held, 0 cooling down.",
        ["ReservationId"] = "01a2179e-443a-7000-aaa3-77bd4cb70267",
        ["Subject"] = "ResourcePool",
        ["Actor"] = "someone@workstation-0042.example.org as ledger",
        ["Command"] = "inventory unregister",
        ["Summary"] = "north_vlan_id of vlan: 100 -> none; State: up -> terminated; Owner: plant -> office",
        ["Attributes"] = "name=sw1, ports=[{name=eth0, vlan_id=101}]",
        ["Reservations"] = $"{LongName} 2026-11-26 11:24Z without end, {LongName} 2026-11-25 11:24Z to 2026-11-26 11:24Z",
    };

    // Results of one command, never a list of several.
    private static readonly string[] s_single = ["StoreCopyColumns.All", "StoreInfoCommand.Columns"];

    public static TheoryData<string, int> Tables()
    {
        var data = new TheoryData<string, int>();
        foreach (var table in Found().Keys)
        {
            data.Add(table, 80);
            data.Add(table, 120);
        }

        return data;
    }

    [Fact]
    public void Each_class_of_columns_is_found() => Assert.True(Found().Count >= 14, string.Join(", ", Found().Keys));

    [Theory]
    [MemberData(nameof(Tables))]
    public void No_column_is_dropped_in_silence_no_heading_broken_within_a_word_no_value_cut_and_no_key_broken(string table, int width)
    {
        var property = Found()[table];
        var draw = typeof(DrawnTableTests).GetMethod(nameof(Draw),
            BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(RowOf(property)!);
        var (titles, values, keys, text) = ((string[], string[], string[], string))draw.Invoke(null, [property.GetValue(null), width])!;
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var leftOut = LeftOut(text);
        Assert.All(keys, key => Assert.Contains(lines, line => line.Contains(key, StringComparison.Ordinal)));
        (titles, values) = ([.. titles.Where(t => !leftOut.Contains(t))], [.. values.Where((_, i) => !leftOut.Contains(titles[i]))]);
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, width));
        var heading = titles.All(t => lines.Any(l => l.StartsWith(t, StringComparison.Ordinal)))
            ? lines
            : lines.TakeWhile(l => !l.Contains('─')).ToArray();
        var words = string.Join(' ', heading).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(titles.SelectMany(t => HeaderWord().Matches(t).Select(m => m.Value)),
            word => Assert.Contains(words, w => w.Contains(word, StringComparison.Ordinal)));
        var shown = Letters(text);
        Assert.All(values, value => Assert.True(Letters(value).All(shown.Contains), $"'{value}' is not shown:\n{text}"));
        Assert.True(shown.Length >= Letters(string.Concat(values)).Length, text);
        Assert.DoesNotContain('…', text);
    }

    [Fact]
    public void A_table_that_fits_has_one_line_a_row()
    {
        var text = Text([Column<string>.Key("Name", s => s), Column<string>.Time("CreatedAt", _ => DateTimeOffset.UnixEpoch)], 80, "web",
            "shop");
        Assert.Equal(["Name CreatedAt", "web  1970-01-01 00:00:00Z", "shop 1970-01-01 00:00:00Z"],
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '─'));
    }

    [Fact]
    public void A_table_for_which_there_is_no_room_is_a_list()
    {
        Column<string>[] columns = [.. Enumerable.Range(0, 9).Select(i => new Column<string>($"Title{i}", s => s))];
        var lines = Text(columns, 40, LongName).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(Enumerable.Range(0, 9), i => Assert.Contains(lines, l => l.StartsWith($"Title{i}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Details_are_left_out_first_then_what_can_be_spared_from_the_right_and_a_line_says_so()
    {
        Column<string>[] columns =
        [
            Column<string>.Key("Name", s => s), new("One", _ => "12345") { Rank = ColumnRank.Spare }, new("State", _ => "up"),
            new("Two", _ => "12345") { Rank = ColumnRank.Spare }, Column<string>.Time("Start", _ => DateTimeOffset.UnixEpoch),
            new("Id", _ => "12345") { Rank = ColumnRank.Detail },
        ];
        Assert.Empty(LeftOut(Text(columns, 60, "shop")));
        Assert.Equal(["Id"], LeftOut(Text(columns, 50, "shop")));
        Assert.Equal(["Id"], LeftOut(Text(columns, 40, "shop")));
        Assert.Equal(["Two", "Id"], LeftOut(Text(columns, 33, "shop")));
        Assert.Equal(["One", "Two", "Id"], LeftOut(Text(columns, 27, "shop")));
        Assert.All(columns, column => Assert.Contains(column.Title, Text(columns, 22, "shop"), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_table_says_what_tells_its_rows_apart() => Assert.All(
        Found().Where(table => !s_single.Contains(table.Key)),
        table => Assert.True((bool)typeof(DrawnTableTests).GetMethod(nameof(HasKey), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(RowOf(table.Value)!).Invoke(null, [table.Value.GetValue(null)])!, table.Key));

    [Fact]
    public void A_column_that_few_rows_have_is_there_where_a_row_has_it_and_there_is_room()
    {
        Column<string>[] columns = [new("Name", s => s), Column<string>.Extra("Owner", s => s.Length > 3 ? "plant" : null)];
        Assert.Contains("Owner", Text(columns, 80, "web", "shop"), StringComparison.Ordinal);
        Assert.DoesNotContain("Owner", Text(columns, 80, "web"), StringComparison.Ordinal);
        Assert.Equal(["Owner"], LeftOut(Text(columns, 11, "web", "shop")));
        Assert.Contains("shop", Text(columns, 11, "web", "shop"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":"sw1","b":null,"c":[{"d":"eth0","e":101},{}],"f":true,"g":1.50}""", "a=sw1, c=[{d=eth0, e=101}, {}], f=true, g=1.50")]
    [InlineData("""{"a":"x, b=1","c":"","d":" e","f":"[1]","g":"ü ö","h":[null]}""",
        """a="x, b=1", c="", d=" e", f="[1]", g=ü ö, h=[null]""")]
    [InlineData("{}", "")]
    public void Attributes_are_names_and_values(string json, string shown) =>
        Assert.Equal(shown, AttributeWords.Of((JsonObject)JsonNode.Parse(json)!));

    [Theory]
    [InlineData("vm_00000003_20261126_113624", 15, "vm_00000003_|20261126_113624")]
    [InlineData("2026-11-26 11:24:46Z", 10, "2026-11-26|11:24:46Z")]
    [InlineData("short", 5, "short")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("two words", 3, "two|wor|ds")]
    public void A_text_is_broken_at_blanks_and_between_parts(string text, int width, string lines) =>
        Assert.Equal(lines.Replace('|', '\n'), BrokenText.Of(text, width));

    private static string[] LeftOut(string text)
    {
        var line = NoRoom().Match(string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
        return line.Success ? [.. line.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)] : [];
    }

    private static bool HasKey<T>(IReadOnlyList<Column<T>> columns) => columns.Any(column => column.Rank == ColumnRank.Key);

    private static (string[] Titles, string[] Values, string[] Keys, string Text) Draw<T>(IReadOnlyList<Column<T>> columns, int width)
    {
        // Only what is written is of interest, so the row itself can be none.
        Column<T>[] filled = [.. columns.Select(c => c with { Text = _ => Value(c), Level = null, IsExtra = false })];
        return ([.. columns.Select(c => c.Title)], [.. columns.Select(Value)],
            [.. columns.Where(c => c.Rank == ColumnRank.Key).Select(Value)], Text(filled, width, default(T)!));
    }

    private static string Value<T>(Column<T> column) =>
        column.Title.EndsWith("At", StringComparison.Ordinal) || column.Title.EndsWith("Date", StringComparison.Ordinal)
            || column.Title is "Since" or "Time" ? "2026-11-26 11:24:46Z"
        : column.Right && column.Title != "ResourceId" ? "4094"
        : s_values.TryGetValue(column.Title, out var value)
            ? value
            : throw new InvalidOperationException($"Give the column {column.Title} a value that is as long as it can be.");

    private static string Text<T>(IReadOnlyList<Column<T>> columns, int width, params T[] rows)
    {
        using var written = new StringWriter { NewLine = "\n" };
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(written),
        });
        screen.Profile.Width = width;
        screen.Profile.Capabilities.Unicode = true;
        using (var table = new DrawnTable<T>(columns, screen)) table.AddAll(rows);
        return written.ToString().ReplaceLineEndings("\n");
    }

    private static string Letters(string text) => string.Concat(text.Where(c => c is not (' ' or '\n' or '─')));

    private static Dictionary<string, PropertyInfo> Found() => typeof(Column<>).Assembly.GetTypes()
        .Where(t => !t.ContainsGenericParameters)
        .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
        .Where(p => RowOf(p) is not null)
        .ToDictionary(p => $"{p.DeclaringType!.Name}.{p.Name}");

    private static Type? RowOf(PropertyInfo property) =>
        property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && list.GetGenericArguments()[0] is { IsGenericType: true } column && column.GetGenericTypeDefinition() == typeof(Column<>)
            ? column.GetGenericArguments()[0]
            : null;

    [GeneratedRegex(@"No room for ([^.]+)\. Use a wider terminal, or --json\.")]
    private static partial Regex NoRoom();

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex HeaderWord();
}
