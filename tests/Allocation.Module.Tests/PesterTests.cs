namespace Allocation.Module.Tests;

/// <summary>The Pester suite, one row a file: the built module in a real pwsh.</summary>
[StartsFirst]
public sealed class PesterTests(PesterSuite suite, ITestOutputHelper output) : IClassFixture<PesterSuite>
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(PesterSuite.Folder, "*.Tests.ps1").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void All_tests_of_the_file_pass(string file)
    {
        var run = suite.Result;
        var tests = run.Tests.Where(test => test.File == file).ToList();
        output.WriteLine($"PowerShell {run.PowerShell}, Pester {run.Pester}: " +
            $"{string.Join(", ", tests.GroupBy(t => t.Result).Select(g => $"{g.Count()} {g.Key}"))}");
        foreach (var test in tests.Where(t => t.Result is not "Passed" and not "Failed")) output.WriteLine(test.ToString());

        var failed = tests.Where(test => test.Result == "Failed").ToList();
        Assert.True(failed.Count == 0, $"{failed.Count} of {tests.Count} failed:\n{string.Join("\n", failed)}");
        Assert.Contains(tests, test => test.Result == "Passed");
    }
}
