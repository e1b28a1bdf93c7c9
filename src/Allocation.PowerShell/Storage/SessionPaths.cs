using System.Management.Automation;
using Allocation.Core.Errors;

namespace Allocation.PowerShell.Storage;

/// <summary>Turns what people write as a path into a full path of the file system, from where PowerShell is, not from where the process
/// is.</summary>
internal sealed class SessionPaths(SessionState session)
{
    private readonly PathIntrinsics _paths = session.Path;

    /// <summary>The current folder, even while the current location is in the registry or the like.</summary>
    public string Folder => _paths.CurrentFileSystemLocation.ProviderPath;

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
            if (Path.IsPathFullyQualified(path) && !IsOnDrive(path)) return Path.GetFullPath(path);
            var isPlain = !_paths.IsProviderQualified(path) && !_paths.IsPSAbsolute(path, out _) && path[0] != '~';
            if (isPlain) return Path.GetFullPath(path, Folder);

            var full = _paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? full : throw refuse($"it is in {provider.Name}; it must be in the file system", null);
        }
        catch (Exception e) when (e is RuntimeException or ArgumentException or NotSupportedException)
        {
            throw refuse(e.Message, e);
        }
    }

    // On Windows W:\a is a full path and may be one of a PowerShell drive as well, which then counts, as everywhere in PowerShell.
    private bool IsOnDrive(string path)
    {
        if (!_paths.IsPSAbsolute(path, out var drive) || string.IsNullOrEmpty(drive)) return false;
        return session.Drive.GetAll().Any(d => d.Name.Equals(drive, StringComparison.OrdinalIgnoreCase));
    }
}
