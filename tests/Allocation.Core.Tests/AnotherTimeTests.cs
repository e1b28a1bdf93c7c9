using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Allocation.Core.Tests;

/// <summary>
/// The tests of this program pass as well on another day on the other side of the world: where a date or a zone is taken for granted,
/// they fail. Those of inventories and services are left out, many of which start and kill processes: a program of .NET that starts under
/// a false clock costs three times as much. <c>.ci/another-time</c> runs them.
/// </summary>
public sealed class AnotherTimeTests(ITestOutputHelper output)
{
    private static readonly string[] s_leftOut =
        ["*.Inventories.*", "*.Services.*", "*.ReportBrowserTests", $"*.{nameof(AnotherTimeTests)}"];

    [Fact]
    public async Task These_tests_pass_in_Auckland_in_2031()
    {
        Assert.SkipUnless(FakeTime.Works, FakeTime.Missing);
        var program = Path.ChangeExtension(typeof(AnotherTimeTests).Assembly.Location, "dll");
        var start = new ProcessStartInfo("dotnet", [program, "-noColor", .. s_leftOut.SelectMany(name => new[] { "-class-", name })])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in FakeTime.Environment(new(2031, 3, 30, 1, 30, 0, TimeSpan.FromHours(13)), "Pacific/Auckland"))
            start.Environment[name] = value;
        using var run = Process.Start(start)!;
        var errors = run.StandardError.ReadToEndAsync();
        var text = run.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(HangLimit.Time);
        using var ending = limit.Token.Register(() => run.Kill(entireProcessTree: true));
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        output.WriteLine(await text + await errors);
        Assert.Equal(0, run.ExitCode);
        var total = Regex.Match(await text, @"Total: (\d+), Errors: 0, Failed: 0").Groups[1].ValueSpan;
        Assert.InRange(int.Parse(total, CultureInfo.InvariantCulture), 500, int.MaxValue);
    }
}
