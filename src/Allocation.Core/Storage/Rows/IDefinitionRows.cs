namespace Allocation.Core.Storage.Rows;

/// <summary>Versions of service definitions, found by name without case (<see cref="NameKey"/>).</summary>
public interface IDefinitionRows
{
    /// <summary>The newest version of that name, retired or not; or null.</summary>
    DefinitionRecord? Latest(string name);

    /// <summary>One version, or null.</summary>
    DefinitionRecord? Find(string name, int version);

    /// <summary>All versions of all names, by code point of the name key, then by version.</summary>
    IEnumerable<DefinitionRecord> All();

    /// <summary>Adds one. False, and nothing changed, when the name has that version.</summary>
    bool Add(DefinitionRecord definition);

    /// <summary>Replaces one version. False when there is none.</summary>
    bool Update(DefinitionRecord definition);
}
