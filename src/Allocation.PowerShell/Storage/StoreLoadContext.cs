using System.Reflection;
using System.Runtime.Loader;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.Storage;

namespace Allocation.PowerShell.Storage;

/// <summary>
/// Where the stores and their packages are loaded, apart from everything else in the process: another module may have
/// brought other versions of SQLite or Npgsql along. Nothing outside is asked to resolve anything, so that no hook on
/// the process is left behind when the module is removed.
/// </summary>
internal sealed class StoreLoadContext : AssemblyLoadContext
{
    private static readonly Lazy<Assembly> s_stores = new(LoadStores);
    private static readonly Lazy<IStoreProvider> s_provider = new(() => Make<IStoreProvider>("Allocation.Stores.StoreProvider"));
    private static readonly Lazy<IPoolsYamlReader> s_poolsYaml =
        new(() => Make<IPoolsYamlReader>("Allocation.Stores.Yaml.PoolsYamlReader"));

    private readonly AssemblyDependencyResolver _resolver;

    private StoreLoadContext(string storesAssembly)
        : base("Allocation.Stores") => _resolver = new AssemblyDependencyResolver(storesAssembly);

    /// <summary>Opens stores. The assemblies are loaded when this is first asked for, not when the module is imported.</summary>
    public static IStoreProvider Provider => s_provider.Value;

    /// <summary>Reads files of resource pools.</summary>
    public static IPoolsYamlReader PoolsYaml => s_poolsYaml.Value;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // The core is the one that is loaded already; from another copy every type would exist twice.
        var core = typeof(IStoreProvider).Assembly;
        if (assemblyName.Name == core.GetName().Name) return core;
        var path = PlatformAssemblies.Find(assemblyName.Name!) ?? _resolver.ResolveAssemblyToPath(assemblyName);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;

    private static Assembly LoadStores()
    {
        var path = Path.Combine(PlatformAssemblies.Bin, "stores", "Allocation.Stores.dll");
        return new StoreLoadContext(path).LoadFromAssemblyPath(PlatformAssemblies.Find("Allocation.Stores") ?? path);
    }

    private static T Make<T>(string type) => (T)Activator.CreateInstance(s_stores.Value.GetType(type, throwOnError: true)!)!;
}
