using System.Collections.Concurrent;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;

namespace Allocation.Core.Allocating.Allocators;

/// <summary>Custom allocators, by name without case. They live as long as the process: a definition stores names only.</summary>
public sealed class AllocatorRegistry
{
    private readonly ConcurrentDictionary<string, IServiceAllocator> _allocators = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The one that everything in this process shares by default.</summary>
    public static AllocatorRegistry Shared { get; } = new();

    /// <summary>These and the built-in allocators, as definitions see them: what can be bound, and with which arguments. Needs no
    /// store.</summary>
    public IAllocatorDirectory Directory => new AllocatorSet(
        new NumberAllocator(TimeProvider.System, new TimeOrderedIds(TimeProvider.System), Random.Shared),
        new InventoryDirectory(SessionInventories.Shared, null),
        new DefinitionLibrary(),
        this);

    /// <summary>All names.</summary>
    public IReadOnlyList<string> Names => [.. _allocators.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The built-in allocators and these, each by name.</summary>
    public IReadOnlyList<KnownAllocator> All
    {
        get
        {
            var directory = Directory;
            return [.. directory.Names.Select(name => new KnownAllocator(name, AllocatorSet.IsBuiltIn(name),
                [.. (directory.Describe(name)?.Parameters ?? []).Select(p => p.Name)]))];
        }
    }

    /// <summary>The allocators whose names fit, the built-in ones first. A name without wildcards that none has is an error; a pattern may
    /// find none.</summary>
    /// <exception cref="AllocatorNotFoundException">No allocator has exactly that name.</exception>
    public IReadOnlyList<KnownAllocator> Select(Pools.NamePattern names)
    {
        var found = All.Where(a => names.Matches(a.Name)).ToList();
        return found.Count == 0 && names.Exact is { } exact
            ? throw new AllocatorNotFoundException(exact)
            : found;
    }

    /// <summary>Puts an allocator under a name, in the place of one that has it.</summary>
    /// <exception cref="InvalidDefinitionException">The name is empty, not acceptable, or that of a built-in allocator.</exception>
    public void Register(string name, IServiceAllocator allocator)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new InvalidDefinitionException(name, ["an allocator needs a name"]);
        if (Pools.NameRules.Mistake(name, 200) is { } mistake)
            throw new InvalidDefinitionException(name, [$"the name of an allocator {mistake}"]);
        if (AllocatorSet.IsBuiltIn(name)) throw new InvalidDefinitionException(name, [$"'{name}' is a built-in allocator"]);
        _allocators[name] = allocator;
    }

    /// <summary>Forgets an allocator. False when there is none of that name.</summary>
    /// <exception cref="InvalidDefinitionException">The name is that of a built-in allocator.</exception>
    public bool Unregister(string name) => AllocatorSet.IsBuiltIn(name)
        ? throw new InvalidDefinitionException(name, [$"'{name}' is a built-in allocator, which cannot be removed"])
        : _allocators.TryRemove(name, out _);

    /// <summary>The allocator of that name, or null.</summary>
    public IServiceAllocator? Find(string name) => _allocators.GetValueOrDefault(name);
}
