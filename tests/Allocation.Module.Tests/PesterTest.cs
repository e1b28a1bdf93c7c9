namespace Allocation.Module.Tests;

/// <summary>What came of one Pester test.</summary>
internal sealed record PesterTest(string File, string Name, string Result, string? Error)
{
    public override string ToString() =>
        string.IsNullOrEmpty(Error) ? $"[{Result}] {Name}" : $"[{Result}] {Name}\n    {Error.Trim().Replace("\n", "\n    ")}";
}
