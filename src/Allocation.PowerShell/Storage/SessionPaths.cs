using System.Management.Automation;
using Allocation.Core.Errors;

namespace Allocation.PowerShell.Storage;

/// <summary>Turns what people write as a path into a full path of the file system, from where PowerShell is, not from where the process
/// is.</summary>
internal sealed class SessionPaths(PathIntrinsics paths)
{
    /// <summary>The current folder, even while the current location is in the registry or the like.</summary>
    public string Folder => paths.CurrentFileSystemLocation.ProviderPath;

    /// <summary>The full path. Wildcards mean themselves; nothing needs to be there.</summary>
    /// <exception cref="StoreUnavailableException">It is not a path of the file system.</exception>
    public string Resolve(string path) => Resolve(path, (reason, cause) => new StoreUnavailableException($"'{path}'", reason, cause));

    /// <summary>As <see cref="Resolve(string)"/>, for the path in the address of a store.</summary>
    /// <exception cref="InvalidStoreException">It is not a path of the file system.</exception>
    public string ResolveStore(string path) => Resolve(path, (reason, cause) => new InvalidStoreException(path, reason, cause));

    /// <summary>As <see cref="Resolve(string)"/>, for a VLAN pool file.</summary>
    /// <exception cref="InvalidPoolFileException">It is not a path of the file system.</exception>
    public string ResolvePoolFile(string path) => Resolve(path, (reason, cause) => new InvalidPoolFileException(path, reason, cause));

    private string Resolve(string path, Func<string, Exception?, AllocationException> refuse)
    {
        try
        {
            if (Path.IsPathFullyQualified(path)) return Path.GetFullPath(path);
            var isPlain = !paths.IsProviderQualified(path) && !paths.IsPSAbsolute(path, out _) && path[0] != '~';
            if (isPlain) return Path.GetFullPath(path, Folder);

            var full = paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? full : throw refuse($"it is in {provider.Name}; it must be in the file system", null);
        }
        catch (Exception e) when (e is RuntimeException or ArgumentException or NotSupportedException)
        {
            throw refuse(e.Message, e);
        }
    }
}
