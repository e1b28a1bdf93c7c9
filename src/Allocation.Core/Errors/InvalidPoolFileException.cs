namespace Allocation.Core.Errors;

/// <summary>A VLAN pool file, a file of resource pools or a file of used numbers is missing, unreadable or damaged, or says what cannot be.
/// It is left unchanged.</summary>
public sealed class InvalidPoolFileException : AllocationException
{
    /// <summary>It cannot be used.</summary>
    public InvalidPoolFileException(string path, string reason, Exception? inner = null)
        : base(ErrorKind.InvalidPoolFile, path, $"'{path}' is not a usable pool file: {reason}", inner) => (Path, Reason) = (path, reason);

    /// <summary>Some of its lines cannot be met, so that none was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="mistakes">Each with its line.</param>
    internal InvalidPoolFileException(string path, string pool, IReadOnlyList<string> mistakes)
        : base(ErrorKind.InvalidPoolFile, path,
            $"Nothing was taken from pool '{pool}': correct '{path}'.{Environment.NewLine}{string.Join(Environment.NewLine, mistakes)}") =>
        (Path, Reason, HasLines) = (path, string.Join(Environment.NewLine, mistakes), true);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }
}
