using Allocation.Core.Inventories.PoolFiles;

namespace Allocation.Core.Errors;

/// <summary>Another program held the lock of a VLAN pool file for as long as we wait. Nothing was changed; it passes.</summary>
/// <param name="path">The file.</param>
/// <param name="waited">How long it was waited.</param>
/// <param name="inner">The error of the lock.</param>
public sealed class PoolFileBusyException(string path, TimeSpan waited, Exception? inner = null)
    : AllocationException(ErrorKind.PoolFileBusy, path,
        $"'{path}' is in use: another program holds its lock, and {waited.TotalSeconds:0} s of waiting were not enough. Try again, or " +
        $"wait longer with the environment variable {PoolFileWait.Variable}.", inner)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>How long it was waited.</summary>
    public TimeSpan Waited { get; } = waited;
}
