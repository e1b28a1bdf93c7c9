using System.Text.Json.Nodes;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Use;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Definitions;

/// <summary>Registers, finds and unregisters service definitions.</summary>
internal sealed class DefinitionCatalog
{
    private readonly IAllocationStore _store;
    private readonly TimeProvider _clock;
    private readonly DefinitionLibrary _library;
    private readonly IAllocatorDirectory _allocators;
    private readonly UseWarnings _warnings;

    internal DefinitionCatalog(IAllocationStore store, TimeProvider clock, DefinitionLibrary library, IAllocatorDirectory allocators,
        UseWarnings warnings)
    {
        _warnings = warnings;
        _store = store;
        _clock = clock;
        _library = library;
        _allocators = allocators;
    }

    /// <summary>
    /// Registers a definition. A changed one becomes a new version, the same one again changes nothing. Living instances keep
    /// the version they have until they are updated.
    /// </summary>
    /// <param name="document">The JSON document.</param>
    /// <param name="expected">The newest version that the caller knows; null for any.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="InvalidDefinitionException">It has mistakes, all of which are listed; nothing was stored.</exception>
    /// <exception cref="VersionConflictException">There is another version than the expected one.</exception>
    public ServiceDefinition Register(string document, int? expected = null, CancellationToken cancellation = default)
    {
        var definition = Check(document);
        _warnings.Tell(_store.Read(session => WithoutPool(session, definition), cancellation));
        return _store.Run(
            session =>
            {
                var latest = session.Definitions.Latest(definition.Name);
                RefuseOther(definition.Name, latest, expected);
                if (latest is { Retired: false } && latest.Document == document) return _library.Read(latest);
                // The name keeps the case that it was first registered with: instances are found by it.
                var name = latest?.Name ?? definition.Name;
                var record = new DefinitionRecord(name, (latest?.Version ?? 0) + 1, document, _clock.Now());
                if (!session.Definitions.Add(record))
                    throw new StoreConflictException(name, "another caller registered it at the same moment");
                return _library.Read(record);
            },
            cancellation);
    }

    // A pool may be made later, so this is no mistake of the definition.
    private static string? WithoutPool(IStoreSession session, ServiceDefinition definition)
    {
        var missing = definition.Bindings
            .Where(binding => binding.Allocator.Equals("number", StringComparison.OrdinalIgnoreCase))
            .Select(binding => binding.Arguments.GetValueOrDefault("pool"))
            .OfType<Argument.Constant>()
            .Select(argument => argument.Value is JsonValue value && value.TryGetValue(out string? name) ? name : null)
            .OfType<string>()
            .Where(name => !name.Contains(':', StringComparison.Ordinal)
                && session.Pools.Find(name) is null && session.Inventories.Find(name) is null)
            .Distinct(StringComparer.OrdinalIgnoreCase).Select(name => $"'{name}'").ToList();
        return missing.Count == 0
            ? null
            : $"Service definition '{definition.Name}' takes from {string.Join(", ", missing)}, and there is no such pool. " +
                "Its services cannot be created before there is.";
    }

    /// <summary>The definition of a document that could be registered.</summary>
    /// <exception cref="InvalidDefinitionException">It could not.</exception>
    public ServiceDefinition Check(string document)
    {
        var definition = DefinitionReader.Read(document, _allocators);
        if (VlanServiceDefinition.IsNamed(definition.Name))
            throw new InvalidDefinitionException(definition.Name, ["name: this definition comes with the product and cannot be changed"]);
        return definition;
    }

    /// <summary>The newest version of each definition whose name fits, by name.</summary>
    /// <exception cref="DefinitionNotFoundException">The name has no wildcard and no definition has it.</exception>
    public IReadOnlyList<ServiceDefinition> Find(NamePattern names, CancellationToken cancellation = default)
    {
        if (names.Exact is { } exact) return [Get(exact, cancellation)];
        return _store.Read(
            session => session.Definitions.All().GroupBy(d => NameKey.Of(d.Name)).Select(g => g.Last()).Where(d => !d.Retired)
                .Select(_library.Read).Append(VlanServiceDefinition.Instance)
                .Where(d => names.Matches(d.Name)).OrderBy(d => NameKey.Of(d.Name), CodePointOrder.Instance).ToList(),
            cancellation);
    }

    /// <summary>All versions of a definition, oldest first, retired ones too.</summary>
    public IReadOnlyList<ServiceDefinition> Versions(string name, CancellationToken cancellation = default) => _store.Read(
        session => VlanServiceDefinition.IsNamed(name)
            ? [VlanServiceDefinition.Instance]
            : session.Definitions.All().Where(d => NameKey.Of(d.Name) == NameKey.Of(name)).Select(_library.Read).ToList(),
        cancellation);

    /// <summary>The states of services that are meant, as the lifecycles write them; null when none are asked for.</summary>
    /// <param name="asked">States in any case, with wildcards.</param>
    /// <param name="definition">The definition of the services; null for any.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="InvalidServiceException">No service can be in one of them.</exception>
    public IReadOnlyList<string>? States(IReadOnlyList<string>? asked, string? definition, CancellationToken cancellation = default)
    {
        if (asked is null) return null;
        var definitions = definition is null
            ? _store.Read(session => session.Definitions.All().Select(_library.Read)
                .Append(VlanServiceDefinition.Instance).ToList(), cancellation)
            : Versions(definition, cancellation);
        return StateNames.Resolve(asked, definitions.Select(d => d.Lifecycle));
    }

    /// <summary>The newest version of the definition of that name.</summary>
    /// <exception cref="DefinitionNotFoundException">There is none.</exception>
    public ServiceDefinition Get(string name, CancellationToken cancellation = default)
    {
        if (VlanServiceDefinition.IsNamed(name)) return VlanServiceDefinition.Instance;
        return _store.Read(session => _library.Latest(session, name), cancellation) ?? throw Unknown(name);
    }

    /// <summary>The newest version of the definition of services with these names. Where the two were written in the wrong order, the error
    /// says so.</summary>
    /// <exception cref="DefinitionNotFoundException">There is none.</exception>
    internal ServiceDefinition Get(string name, IEnumerable<string> services, CancellationToken cancellation)
    {
        try
        {
            return Get(name, cancellation);
        }
        catch (DefinitionNotFoundException) when (services.FirstOrDefault(service => Exists(service, cancellation)) is { } swapped)
        {
            throw new DefinitionNotFoundException(name, swapped);
        }
    }

    /// <summary>Unregisters a definition: no new instances. Its versions stay for the history of ended ones.</summary>
    /// <exception cref="DefinitionNotFoundException">There is none.</exception>
    /// <exception cref="DefinitionInUseException">Instances of it live.</exception>
    /// <exception cref="InvalidDefinitionException">It comes with the product.</exception>
    /// <exception cref="VersionConflictException">There is another version than the expected one.</exception>
    public void Unregister(string name, int? expected = null, CancellationToken cancellation = default)
    {
        if (VlanServiceDefinition.IsNamed(name))
            throw new InvalidDefinitionException(name, ["this definition comes with the product and cannot be unregistered"]);
        _store.Run(
            session =>
            {
                if (session.Definitions.Latest(name) is not { Retired: false } latest) throw Unknown(name);
                RefuseOther(latest.Name, latest, expected);
                var living = session.Services.CountLiving(latest.Name);
                if (living > 0) throw new DefinitionInUseException(latest.Name, living);
                return session.Definitions.Update(latest with { Retired = true });
            },
            cancellation);
    }

    private static void RefuseOther(string name, DefinitionRecord? latest, int? expected)
    {
        var actual = latest is { Retired: false } ? latest.Version : 0;
        if (expected is { } known && known != actual) throw new VersionConflictException(name, known, actual);
    }

    private static DefinitionNotFoundException Unknown(string name) => new(name);

    private bool Exists(string name, CancellationToken cancellation) =>
        VlanServiceDefinition.IsNamed(name) || _store.Read(session => _library.Latest(session, name), cancellation) is not null;
}
