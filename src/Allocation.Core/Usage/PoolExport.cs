namespace Allocation.Core.Usage;

/// <summary>What an export of a pool wrote.</summary>
public sealed record PoolExport
{
    /// <summary>The pool.</summary>
    public required string Pool { get; init; }

    /// <summary>The full path of the file.</summary>
    public required string File { get; init; }

    /// <summary>How many numbers were written.</summary>
    public required long Rows { get; init; }
}
