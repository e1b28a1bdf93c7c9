using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>Service definitions: a new version of one changes it.</summary>
internal sealed class RecordedDefinitions(IDefinitionRows inner, Recorder recorder) : IDefinitionRows
{
    public DefinitionRecord? Latest(string name) => inner.Latest(name);

    public DefinitionRecord? Find(string name, int version) => inner.Find(name, version);

    public IEnumerable<DefinitionRecord> All() => inner.All();

    public bool Add(DefinitionRecord definition)
    {
        var before = inner.Latest(definition.Name);
        if (!inner.Add(definition)) return false;
        recorder.Row(EventSubject.Definition, NameKey.Of(definition.Name), before, definition);
        return true;
    }

    public bool Update(DefinitionRecord definition)
    {
        var before = inner.Find(definition.Name, definition.Version);
        if (!inner.Update(definition)) return false;
        recorder.Row(EventSubject.Definition, NameKey.Of(definition.Name), before, definition);
        return true;
    }
}
