namespace Allocation.Module.Tests;

/// <summary>Where the sources are: found upwards from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Manifest => Path.Combine(Root, "Allocation.psd1");

    /// <summary>The build configuration under test: that of these tests.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release"
            : "Debug";

    public static IEnumerable<string> Sources(string project) => Under(Path.Combine(Root, "src", project));

    /// <summary>The C# files of <c>src</c> and <c>tests</c>.</summary>
    public static IEnumerable<string> AllSources() => new[] { "src", "tests" }.SelectMany(folder => Under(Path.Combine(Root, folder)));

    private static IEnumerable<string> Under(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Allocation.psd1")) && Directory.Exists(Path.Combine(folder.FullName, "src")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No Allocation.psd1 beside src above {AppContext.BaseDirectory}.");
    }
}
