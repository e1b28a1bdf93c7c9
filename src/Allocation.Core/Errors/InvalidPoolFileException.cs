namespace Allocation.Core.Errors;

/// <summary>A VLAN pool file or a file of resource pools is missing, unreadable or damaged. It is left unchanged.</summary>
public sealed class InvalidPoolFileException(string path, string reason, Exception? inner = null)
    : AllocationException(ErrorKind.InvalidPoolFile, path, $"'{path}' is not a usable pool file: {reason}", inner)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}
