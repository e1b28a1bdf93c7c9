using System.Collections.Concurrent;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Storage;

namespace Allocation.Core.Definitions;

/// <summary>The definitions of a store, read from their documents once.</summary>
internal sealed class DefinitionLibrary
{
    // A document is the same definition wherever it stands, so its text is the key.
    private readonly ConcurrentDictionary<string, ServiceDefinition> _read = new(StringComparer.Ordinal);

    /// <summary>The newest version that is not retired, or null.</summary>
    public ServiceDefinition? Latest(IStoreSession session, string name)
    {
        if (VlanServiceDefinition.IsNamed(name)) return VlanServiceDefinition.Instance;
        return session.Definitions.Latest(name) is { Retired: false } record ? Read(record) : null;
    }

    /// <summary>The definition with which an instance was last validated.</summary>
    /// <exception cref="StoreCorruptException">It is gone.</exception>
    public ServiceDefinition Of(IStoreSession session, ServiceInstance instance)
    {
        if (VlanServiceDefinition.IsNamed(instance.Definition)) return VlanServiceDefinition.Instance;
        return session.Definitions.Find(instance.Definition, instance.DefinitionVersion) is { } record
            ? Read(record)
            : throw new StoreCorruptException(instance.Id, $"version {instance.DefinitionVersion} of its definition '{instance.Definition}' is gone");
    }

    /// <summary>The definition of a record.</summary>
    public ServiceDefinition Read(DefinitionRecord record) =>
        _read.GetOrAdd(record.Document, document => DefinitionReader.Read(document, allocators: null)) with { Version = record.Version, Name = record.Name };
}
