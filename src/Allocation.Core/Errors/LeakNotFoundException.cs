namespace Allocation.Core.Errors;

/// <summary>There is no such leak, or none any more.</summary>
public sealed class LeakNotFoundException(string leak)
    : AllocationException(ErrorKind.LeakNotFound, leak, $"There is no leak with the id '{leak}'. It may have been repaired.")
{
    /// <summary>The id that was looked for.</summary>
    public string Leak { get; } = leak;
}
