using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryNoteRows(MemorySession session) : INoteRows
{
    public NoteSet Find(NoteSubject subject) => session.State.Notes.TryFind(Key(subject), out var notes) ? notes : NoteSet.None;

    public void Set(NoteSubject subject, NoteSet notes)
    {
        var state = session.State;
        if (notes.IsEmpty && !state.Notes.Contains(Key(subject))) return;
        session.State = state with
        {
            Notes = notes.IsEmpty ? state.Notes.Without(Key(subject)) : state.Notes.With(Key(subject), notes),
        };
    }

    private static (string, string) Key(NoteSubject subject) => (subject.Kind.ToString(), subject.Key);
}
