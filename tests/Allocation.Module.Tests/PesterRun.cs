using System.Text.Json;

namespace Allocation.Module.Tests;

/// <summary>What came of one run of the Pester suite, as Invoke-Suite.ps1 writes it.</summary>
internal sealed record PesterRun(string PowerShell, string Pester, IReadOnlyList<PesterTest> Tests)
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNameCaseInsensitive = true };

    public static PesterRun Read(string path) => JsonSerializer.Deserialize<PesterRun>(File.ReadAllText(path), s_options)!;

    public override string ToString() =>
        $"Pester {Pester} in PowerShell {PowerShell}: {Count("Passed")} passed, {Count("Failed")} failed, " +
            $"{Tests.Count - Count("Passed") - Count("Failed")} skipped";

    private int Count(string result) => Tests.Count(test => test.Result == result);
}
