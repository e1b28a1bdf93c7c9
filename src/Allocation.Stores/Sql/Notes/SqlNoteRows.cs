using System.Data.Common;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql.Notes;

internal sealed class SqlNoteRows(SqlSession session) : INoteRows
{
    /// <summary>The notes of the holder of a row of <c>allocations</c>, as a column of a SELECT.</summary>
    public const string OfAllocation =
        "(SELECT body FROM notes WHERE subject_kind = 'Lease' AND subject = allocations.lease_id)";

    /// <summary>The notes of a row of <c>services</c>, as a column of a SELECT.</summary>
    public const string OfService = "(SELECT body FROM notes WHERE subject_kind = 'Lease' AND subject = services.id)";

    /// <summary>The notes of a row of <c>pools</c>, as a column of a SELECT.</summary>
    public const string OfPool = "(SELECT body FROM notes WHERE subject_kind = 'Pool' AND subject = pools.name_key)";

    public NoteSet Find(NoteSubject subject) =>
        session.First("SELECT body FROM notes WHERE subject_kind = @subject_kind AND subject = @subject", row => Read(row, 0), Key(subject))
        ?? NoteSet.None;

    public void Set(NoteSubject subject, NoteSet notes)
    {
        session.Execute("DELETE FROM note_tags WHERE subject_kind = @subject_kind AND subject = @subject", Key(subject));
        session.Execute("DELETE FROM notes WHERE subject_kind = @subject_kind AND subject = @subject", Key(subject));
        Add(subject, notes);
    }

    /// <summary>Notes something of what has no notes.</summary>
    public void Add(NoteSubject subject, NoteSet notes)
    {
        if (notes.IsEmpty) return;
        session.Execute(
            """
            INSERT INTO notes (subject_kind, subject, owner_key, body) VALUES (@subject_kind, @subject, @owner_key, @body)
            """,
            [.. Key(subject), Text("owner_key", notes.Owner is { } owner ? NameKey.Of(owner) : null), Text("body", notes.ToJson())]);
        foreach (var tag in notes.TagKeys)
        {
            session.Execute("INSERT INTO note_tags (subject_kind, subject, tag_key) VALUES (@subject_kind, @subject, @tag_key)",
                [.. Key(subject), Text("tag_key", tag)]);
        }
    }

    /// <summary>The notes in a column.</summary>
    public static NoteSet Read(DbDataReader row, int column) =>
        row.IsDBNull(column) ? NoteSet.None : NoteSet.Parse(row.GetString(column));

    private static SqlValue[] Key(NoteSubject subject) =>
        [Text("subject_kind", subject.Kind.ToString()), Text("subject", subject.Key)];
}
