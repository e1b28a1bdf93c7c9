namespace Allocation.Testing;

/// <summary>
/// The command line as tests start it: what was built with them, or the program that the variable names, so that the same tests run
/// against a native program or an installed one.
/// </summary>
public static class CommandLineProgram
{
    /// <summary>The variable with the path of another program.</summary>
    public const string Variable = "ALLOCATION_PROGRAM";

    /// <summary>The words that a command line begins with: the host of .NET and the assembly, or the other program.</summary>
    public static IReadOnlyList<string> Words { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } other
        ? [Existing(Path.GetFullPath(other))]
        : [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "allocation.dll")];

    /// <summary>The words for a shell of Unix.</summary>
    public static string ForShell => string.Join(' ', Words.Select(word => $"'{word}'"));

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new FileNotFoundException($"{Variable} names the program to be tested; there is none at '{path}'.", path);
}
