namespace Allocation.Testing.Processes;

/// <summary>The programs that tests start and kill; <c>dotnet</c> runs them.</summary>
public static class ProbeProgram
{
    /// <summary>The probe; its <c>Program.cs</c> lists its verbs.</summary>
    public static string Path { get; } = Of("Allocation.Probe.dll");

    /// <summary>Somebody else's program that works with VLAN pool files.</summary>
    public static string Foreign { get; } = Of("Allocation.Foreign.Probe.dll");

    private static string Of(string file) => System.IO.Path.Combine(AppContext.BaseDirectory, file);
}
