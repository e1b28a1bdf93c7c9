using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryDefinitionRows(MemorySession session) : IDefinitionRows
{
    public DefinitionRecord? Latest(string name)
    {
        var key = NameKey.Of(name);
        return session.State.Definitions.TryBefore((key, long.MaxValue), out var found, out var row) && found.NameKey == key ? row : null;
    }

    public DefinitionRecord? Find(string name, int version) =>
        session.State.Definitions.TryFind((NameKey.Of(name), version), out var found) ? found : null;

    public IEnumerable<DefinitionRecord> All() => session.State.Definitions.Rows;

    public bool Add(DefinitionRecord definition)
    {
        if (Find(definition.Name, definition.Version) is not null) return false;
        Put(definition);
        return true;
    }

    public bool Update(DefinitionRecord definition)
    {
        if (Find(definition.Name, definition.Version) is null) return false;
        Put(definition);
        return true;
    }

    private void Put(DefinitionRecord row) =>
        session.State = session.State with { Definitions = session.State.Definitions.With((NameKey.Of(row.Name), row.Version), row) };
}
