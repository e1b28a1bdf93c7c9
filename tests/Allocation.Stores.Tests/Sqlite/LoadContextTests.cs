using System.Reflection;
using System.Runtime.Loader;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Sqlite;

/// <summary>The PowerShell module loads the stores from their own folder into a context of their own; native SQLite must be found
/// there.</summary>
public sealed class LoadContextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_store_opens_from_a_context_of_its_own()
    {
        var built = typeof(LoadContextTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "StoresFolder").Value!;
        var context = new StoresContext(Path.Combine(built, "Allocation.Stores.dll"));
        var stores = context.LoadFromAssemblyName(new("Allocation.Stores"));
        var provider = (IStoreProvider)Activator.CreateInstance(stores.GetType("Allocation.Stores.StoreProvider", throwOnError: true)!)!;
        Assert.NotSame(typeof(StoreProvider), provider.GetType());

        using var store = provider.Open(StoreUri.Parse("sqlite:store.db", _folder.Path));
        Assert.True(store.Run(session => session.Pools.Add(Rows.Pool())));
        Assert.Contains(context.Assemblies, a => a.GetName().Name == "Microsoft.Data.Sqlite");
        Assert.StartsWith(built.TrimEnd('/', '\\'), context.Native, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class StoresContext(string path) : AssemblyLoadContext("stores")
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        /// <summary>Where native SQLite was found.</summary>
        public string? Native { get; private set; }

        protected override Assembly? Load(AssemblyName name) =>
            name.Name != "Allocation.Core" && _resolver.ResolveAssemblyToPath(name) is { } found ? LoadFromAssemblyPath(found) : null;

        protected override IntPtr LoadUnmanagedDll(string name) =>
            (Native = _resolver.ResolveUnmanagedDllToPath(name)) is { } found ? LoadUnmanagedDllFromPath(found) : IntPtr.Zero;
    }
}
