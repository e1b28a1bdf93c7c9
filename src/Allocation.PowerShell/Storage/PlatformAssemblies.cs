using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Allocation.PowerShell.Storage;

/// <summary>
/// The assemblies of the module that are compiled ahead of time for some platforms, in <c>module/bin/ahead/PLATFORM</c>. They do the same
/// as those beside the cmdlets, which are taken where the folder of the platform is missing. A version of .NET that does not take their
/// machine code runs their intermediate code.
/// </summary>
public static class PlatformAssemblies
{
    private const string Core = "Allocation.Core";

    private static readonly string s_folder = Path.Combine(
        Path.GetDirectoryName(typeof(PlatformAssemblies).Assembly.Location)!, "ahead", RuntimeInformation.RuntimeIdentifier);

    /// <summary>Loads the core that is compiled for this platform, if there is one and none is loaded yet. To be called before anything of
    /// the core is used: the first use would load the one beside the cmdlets.</summary>
    public static void LoadCore()
    {
        if (Find(Core) is not { } path || IsLoaded()) return;
        try
        {
            AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        }
        catch (FileLoadException) when (IsLoaded())
        {
            // Another session of this process has just loaded the one beside the cmdlets, which does the same.
            return;
        }
    }

    /// <summary>The file of an assembly that is compiled for this platform; null where there is none.</summary>
    /// <param name="name">Its name, without an ending.</param>
    internal static string? Find(string name) => Path.Combine(s_folder, name + ".dll") is var path && File.Exists(path) ? path : null;

    private static bool IsLoaded() => Array.Exists(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == Core);
}
