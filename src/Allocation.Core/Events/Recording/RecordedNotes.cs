using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>Notes of leases without a row of their own: those of pools and services are in their rows.</summary>
internal sealed class RecordedNotes(INoteRows inner, Recorder recorder) : INoteRows
{
    public NoteSet Find(NoteSubject subject) => inner.Find(subject);

    public void Set(NoteSubject subject, NoteSet notes)
    {
        var before = subject.Kind == NoteSubjectKind.Lease ? inner.Find(subject) : NoteSet.None;
        inner.Set(subject, notes);
        if (subject.Kind == NoteSubjectKind.Lease) recorder.Note(subject.Key, before, notes);
    }
}
