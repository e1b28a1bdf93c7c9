namespace Allocation.Core.Allocating.Allocators;

/// <summary>An allocator that service definitions can bind.</summary>
/// <param name="Name">Its name; compared without case.</param>
/// <param name="BuiltIn">Whether it comes with the product; else it was registered in this process and ends with it.</param>
/// <param name="Arguments">The arguments that it takes; empty for a custom one, which takes any, and for <c>value</c>.</param>
public sealed record KnownAllocator(string Name, bool BuiltIn, IReadOnlyList<string> Arguments);
