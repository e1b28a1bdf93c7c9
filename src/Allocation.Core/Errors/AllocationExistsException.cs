namespace Allocation.Core.Errors;

/// <summary>Numbers that were taken directly hold that name in that pool already.</summary>
/// <param name="pool">The pool.</param>
/// <param name="name">The name that is there.</param>
/// <param name="holds">What it holds there, and what is wrong with that if there is more to say, as the end of a sentence.</param>
public sealed class AllocationExistsException(string pool, string name, string holds)
    : AllocationException(ErrorKind.AllocationExists, name, $"'{name}' already exists in pool '{pool}': it holds {holds}.")
{
    /// <summary>The pool.</summary>
    public string Pool { get; } = pool;

    /// <summary>The name that is there.</summary>
    public string Name { get; } = name;
}
