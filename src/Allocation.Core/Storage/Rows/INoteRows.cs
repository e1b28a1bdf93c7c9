using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Storage.Rows;

/// <summary>
/// What people note. Pools and services have their notes in their own rows, which write them; this is for leases without such a row,
/// and for all that is looked for by its notes.
/// </summary>
public interface INoteRows
{
    /// <summary>What is noted of it; <see cref="NoteSet.None"/> when nothing is.</summary>
    NoteSet Find(NoteSubject subject);

    /// <summary>Notes this of it instead of what was noted before.</summary>
    void Set(NoteSubject subject, NoteSet notes);
}
