using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Allocation.PowerShell.Storage;

/// <summary>
/// The assemblies with machine code (ReadyToRun) that a package of the module has for some platforms, in <c>module/bin/ahead/PLATFORM</c>.
/// They do the same as those of <c>module/bin</c>, which are taken where the folder of the platform is missing. A version of .NET that does
/// not take their machine code runs their intermediate code. Public, because <c>SessionCheck.psm1</c> calls it.
/// </summary>
public static class PlatformAssemblies
{
    private const string Core = "Allocation.Core";

    private static readonly string s_folder = Path.Combine(Bin, "ahead", Platform);

    /// <summary>The folder of the cmdlets' assembly.</summary>
    internal static string Bin => Path.GetDirectoryName(typeof(PlatformAssemblies).Assembly.Location)!;

    // Distributions that build .NET themselves put their own name in place of "linux", as in debian.12-x64.
    private static string Platform
    {
        get
        {
            var own = RuntimeInformation.RuntimeIdentifier;
            if (!OperatingSystem.IsLinux()) return own;
            var library = own.Contains("musl", StringComparison.Ordinal) || own.StartsWith("alpine", StringComparison.Ordinal)
                ? "linux-musl"
                : "linux";
            return $"{library}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    private static AssemblyLoadContext Context => AssemblyLoadContext.GetLoadContext(typeof(PlatformAssemblies).Assembly)!;

    /// <summary>Loads the core that is compiled for this platform, if there is one and none is loaded yet. To be called before anything of
    /// the core is used: the first use would load the one beside the cmdlets.</summary>
    public static void LoadCore()
    {
        if (Find(Core) is not { } path || IsLoaded()) return;
        try
        {
            Context.LoadFromAssemblyPath(path);
        }
        catch (FileLoadException loaded) when (IsLoaded())
        {
            // Another session of this process was faster.
            Trace.TraceInformation(loaded.Message);
        }
    }

    /// <summary>The file of an assembly that is compiled for this platform; null where there is none.</summary>
    /// <param name="name">Its name, without an ending.</param>
    internal static string? Find(string name) => Path.Combine(s_folder, name + ".dll") is var path && File.Exists(path) ? path : null;

    private static bool IsLoaded() => Context.Assemblies.Any(assembly => assembly.GetName().Name == Core);
}
