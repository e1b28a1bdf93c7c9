using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Allocation.Benchmarks.Measuring;

/// <summary>
/// Measures this build and another one in one run, round by round in turn, so that whatever else the machine does slows down both. Both
/// are measured by the code of this benchmark: only the product differs.
/// </summary>
internal static class SideBySide
{
    private static readonly string s_program = typeof(SideBySide).Assembly.Location;

    /// <summary>What one process measured, sent as one line.</summary>
    private sealed record Line(string Section, string What, string Subject, long[]? Ticks)
    {
        public Figure? Figure => Ticks is null ? null : new([.. Ticks.Select(TimeSpan.FromTicks)]);
    }

    /// <summary>Prints the table.</summary>
    /// <param name="other">The folder of the other build of this benchmark.</param>
    /// <param name="sections">As <c>--only</c> takes them.</param>
    /// <param name="to">Where the table goes.</param>
    public static void Run(string other, string sections, TextWriter to)
    {
        var mixed = Directory.CreateTempSubdirectory("allocation-benchmark-against-");
        try
        {
            Copy(other, mixed.FullName);
            File.Copy(s_program, Path.Combine(mixed.FullName, Path.GetFileName(s_program)), overwrite: true);
            using var ours = Start(s_program, AppContext.BaseDirectory, sections);
            using var theirs = Start(Path.Combine(mixed.FullName, Path.GetFileName(s_program)), other, sections);
            var (mine, others) = (new List<Line>(), new List<Line>());
            while (Turn(ours, mine) | Turn(theirs, others))
                continue;
            foreach (var process in (Process[])[ours, theirs])
            {
                process.WaitForExit();
                if (process.ExitCode != 0) throw new InvalidOperationException($"A build ended with {process.ExitCode}.");
            }

            Table.Print(["", "what", "this build", "the other", "time, this by the other"], Rows(mine, others), to);
        }
        finally
        {
            mixed.Delete(recursive: true);
        }
    }

    /// <summary>What a process that takes turns says of a result.</summary>
    public static string Write(Result result) => JsonSerializer.Serialize(
        new Line(result.Section, result.What, result.Subject, result.Measured?.Times.Select(t => t.Ticks).ToArray()));

    private static IEnumerable<string[]> Rows(List<Line> mine, List<Line> others) =>
        Counted(mine).Join(Counted(others), m => m.Key, o => o.Key, (m, o) => Cells(m.Line, o.Line));

    // Several lines of one section may be called "the same with ...".
    private static IEnumerable<((string Section, string What, int Count) Key, Line Line)> Counted(List<Line> lines) =>
        lines.Select((line, i) => ((line.Section, line.What, lines.Take(i).Count(l => l.What == line.What)), line));

    private static string[] Cells(Line m, Line o) =>
        [
            m.Section,
            m.What,
            m.Subject,
            o.Subject,
            m.Figure is { } figure && o.Figure is { } other ? Ratio(figure.Beside(other)) : "",
        ];

    private static string Ratio((double Low, double Median, double High) ratio) => string.Create(CultureInfo.InvariantCulture,
        $"{ratio.Median:0.00} ({ratio.Low:0.00} to {ratio.High:0.00})");

    // False when it has come to its end.
    private static bool Turn(Process process, List<Line> results)
    {
        try
        {
            process.StandardInput.WriteLine();
        }
        catch (IOException)
        {
            return false;
        }

        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line == Turns.Over) return true;
            results.Add(JsonSerializer.Deserialize<Line>(line)!);
        }

        return false;
    }

    private static Process Start(string program, string home, string sections) =>
        Process.Start(new ProcessStartInfo("dotnet", [program, Turns.Order, home, sections])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
