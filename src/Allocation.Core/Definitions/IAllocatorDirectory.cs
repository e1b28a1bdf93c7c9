namespace Allocation.Core.Definitions;

/// <summary>The allocators that there are, as far as a definition needs to know.</summary>
public interface IAllocatorDirectory
{
    /// <summary>All names, for messages and completion.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>What is known of one; null when it is not registered.</summary>
    AllocatorDescription? Describe(string name);
}
