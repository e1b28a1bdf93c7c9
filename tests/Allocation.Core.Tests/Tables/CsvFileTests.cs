using Allocation.Core.Tables;

namespace Allocation.Core.Tests.Tables;

public sealed class CsvFileTests
{
    public static TheoryData<string> Tables =>
    [
        "a,b\n1,x\n2,y\n",
        "a,b\r\n1,x\r\n2,y",
        "a,b\r1,x\r2,y\r",
        "a;b\n1;x\n2;y\n",
        "a\tb\n1\tx\n2\ty\n",
        "\n \n a , b \n\n 1 , x \n\n,\n2,y\n , \n",
        "\"a\",\"b\"\n\"1\", \"x\" \n2,\"y\"\n",
    ];

    [Theory]
    [MemberData(nameof(Tables))]
    public void One_table_is_written_in_many_ways(string text)
    {
        var (file, mistakes) = Read(text);

        Assert.Empty(mistakes);
        Assert.Equal(["a", "b"], file.Columns);
        Assert.Equal(["1 x", "2 y"], file.Rows.Select(row => string.Join(' ', row.Cells)));
    }

    [Fact]
    public void A_cell_in_quotation_marks_has_delimiters_marks_and_lines_and_rows_keep_their_lines()
    {
        var (file, mistakes) = Read("a,b\n\n\"x,\"\"y\"\"\n\nz\",\"=1+1\"\n \n3,\"\"\n");

        Assert.Empty(mistakes);
        Assert.Equal([(3, "x,\"y\"\n\nz|=1+1"), (7, "3|")], file.Rows.Select(row => (row.Line, string.Join('|', row.Cells))));
    }

    public static TheoryData<string, int, string> Damaged => new()
    {
        { "", 1, "The file is empty" },
        { " \n\n", 1, "The file is empty" },
        { "a,b\n1,2\n1,\"x\n2,3\n", 3, "must have another one" },
        { "a,b\n1,\"x\"y\n", 2, "must come the next cell" },
        { "a,b\n1,5\" disk\n6\",2\n", 2, "must be in quotation marks" },
        { "a,b\n1\n", 2, "as many cells as columns, 2, and there are 1" },
        { "a,b\n1,2\n1,2,3\n", 3, "as many cells as columns, 2, and there are 3" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void What_is_no_table_is_a_mistake_with_its_line(string text, int line, string what)
    {
        var mistake = Assert.Single(Read(text).Mistakes);

        Assert.StartsWith($"line {line}: ", mistake, StringComparison.Ordinal);
        Assert.Contains(what, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_cell_of_many_lines_takes_no_longer_than_many_small_ones()
    {
        var text = string.Concat(Enumerable.Repeat("text\n", 1_000_000));

        Assert.Equal(text.Trim(), Read($"a,b\n1,\"{text}\"\n").File.Rows.Single().Cells[1]);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var rows = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 3).Select(_ => Cell(random)).ToArray()).ToList();
            rows[0] = ["a", "b", "c"];
            var (file, mistakes) = Read(string.Concat(rows.Select(CsvText.Row)));
            Assert.True(mistakes.Count == 0, $"round {i} of seed 7: {string.Join(' ', mistakes)}");
            Assert.Equal(rows.Skip(1), file.Rows.Select(row => row.Cells.ToArray()));
        }
    }

    // The first letter keeps a row from being blank.
    private static string Cell(Random random) =>
        ("x" + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => "\",;=\n\tü x'-"[random.Next(11)]))).Trim();

    private static (CsvFile File, IReadOnlyList<string> Mistakes) Read(string text)
    {
        var mistakes = new LineMistakes();
        return (CsvFile.Read(text, mistakes, TestContext.Current.CancellationToken), mistakes.Lines());
    }
}
