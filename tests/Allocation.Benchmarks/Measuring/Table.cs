using System.Globalization;

namespace Allocation.Benchmarks.Measuring;

/// <summary>Results as one Markdown table.</summary>
internal static class Table
{
    private static readonly string[] s_head = ["", "what", "ours", "compared with", "ratio", "target", "met"];

    public static void Print(IEnumerable<Result> results, TextWriter to) => Print(s_head, results.Select(Cells), to);

    public static void Print(string[] head, IEnumerable<string[]> cells, TextWriter to)
    {
        List<string[]> rows = [head, .. cells];
        var widths = Enumerable.Range(0, head.Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        rows.Insert(1, Array.ConvertAll(widths, w => new string('-', Math.Max(3, w))));
        foreach (var row in rows) to.WriteLine("| " + string.Join(" | ", row.Select((cell, c) => cell.PadRight(widths[c]))) + " |");
    }

    private static string[] Cells(Result result) =>
    [
        result.Section,
        result.What,
        result.Subject,
        result.Floor,
        result.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
        result.Target ?? "",
        result.Met switch { true => "yes", false => "NO", null => "" },
    ];
}
