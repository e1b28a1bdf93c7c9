using System.Text.Json;

namespace Allocation.Module.Tests;

/// <summary>What came of one run of the Pester suite, as Invoke-Suite.ps1 writes it.</summary>
internal sealed record PesterRun(string? Missing, string? PowerShell, string? Pester, IReadOnlyList<PesterTest> Tests)
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNameCaseInsensitive = true };

    public static PesterRun NotPossible(string reason) => new(reason, null, null, []);

    public static PesterRun Read(string path)
    {
        var run = JsonSerializer.Deserialize<PesterRun>(File.ReadAllText(path), s_options)!;
        return run with { Tests = run.Tests ?? [] };
    }
}
