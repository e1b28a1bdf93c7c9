using System.Collections.Concurrent;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Definitions;

/// <summary>The definitions of a store, read from their documents once.</summary>
internal sealed class DefinitionLibrary
{
    // A document is the same definition wherever it stands, so its text is the key.
    private readonly ConcurrentDictionary<string, ServiceDefinition> _read = new(StringComparer.Ordinal);

    // A version never changes once it is stored.
    private readonly ConcurrentDictionary<(string Name, int Version), ServiceDefinition> _versions = new();

    /// <summary>The newest version that is not retired, or null.</summary>
    public ServiceDefinition? Latest(IStoreSession session, string name)
    {
        if (VlanServiceDefinition.IsNamed(name)) return VlanServiceDefinition.Instance;
        return session.Definitions.Latest(name) is { Retired: false } record ? Read(record) : null;
    }

    /// <summary>The definition with which an instance was last validated.</summary>
    /// <exception cref="StoreCorruptException">It is gone.</exception>
    public ServiceDefinition Of(IStoreSession session, IDefinedInstance instance)
    {
        if (Known(instance) is { } known) return known;
        var record = session.Definitions.Find(instance.Definition, instance.DefinitionVersion)
            ?? throw new StoreCorruptException(instance.Id,
                $"version {instance.DefinitionVersion} of its definition '{instance.Definition}' does not exist");
        return _versions[(instance.Definition, instance.DefinitionVersion)] = Read(record);
    }

    /// <summary>As <see cref="Of"/>, when it was asked for before; else null.</summary>
    public ServiceDefinition? Known(IDefinedInstance instance) => VlanServiceDefinition.IsNamed(instance.Definition)
        ? VlanServiceDefinition.Instance
        : _versions.GetValueOrDefault((instance.Definition, instance.DefinitionVersion));

    /// <summary>The definition of a record.</summary>
    public ServiceDefinition Read(DefinitionRecord record) =>
        _read.GetOrAdd(record.Document, document => DefinitionReader.Read(document, allocators: null)) with
        {
            Version = record.Version,
            Name = record.Name,
        };
}
