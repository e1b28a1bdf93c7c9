using Allocation.Core.Definitions;
using Allocation.Core.Inventories;

namespace Allocation.Core.Allocating.Allocators;

/// <summary>The built-in allocators, and those that were registered, by name.</summary>
internal sealed class AllocatorSet : IAllocatorDirectory
{
    private static readonly string[] s_builtInNames = ["first-free", "lookup", "number", "random", "value"];

    private readonly Dictionary<string, ISessionAllocator> _builtIn;
    private readonly AllocatorRegistry _registry;

    public AllocatorSet(NumberAllocator numbers, InventoryDirectory inventories, DefinitionLibrary definitions, AllocatorRegistry registry)
    {
        _registry = registry;
        ISessionAllocator[] all =
        [
            new PoolNumberAllocator(numbers, inventories),
            new RangeAllocator("first-free", atRandom: false, numbers),
            new RangeAllocator("random", atRandom: true, numbers),
            new LookupAllocator(definitions),
            new ValueAllocator(),
        ];
        _builtIn = all.ToDictionary(a => a.Description.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<string> Names => [.. s_builtInNames, .. _registry.Names];

    public static bool IsBuiltIn(string name) => s_builtInNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    public AllocatorDescription? Describe(string name) =>
        FindBuiltIn(name)?.Description ?? (_registry.Find(name) is null ? null : new AllocatorDescription(name));

    public ISessionAllocator? FindBuiltIn(string name) => _builtIn.GetValueOrDefault(name);

    public IServiceAllocator? FindCustom(string name) => _registry.Find(name);
}
