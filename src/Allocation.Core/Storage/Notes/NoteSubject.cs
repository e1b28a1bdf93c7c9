namespace Allocation.Core.Storage.Notes;

/// <summary>What a note is about.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Key">Which one: the name key of a pool, the id of a lease.</param>
public readonly record struct NoteSubject(NoteSubjectKind Kind, string Key)
{
    /// <summary>A pool of numbers.</summary>
    public static NoteSubject Pool(string name) => new(NoteSubjectKind.Pool, NameKey.Of(name));

    /// <summary>What holds something: a service, or what was taken directly.</summary>
    public static NoteSubject Lease(string id) => new(NoteSubjectKind.Lease, id);
}

/// <summary>What kinds of things have notes.</summary>
public enum NoteSubjectKind
{
    /// <summary>A pool of numbers.</summary>
    Pool,

    /// <summary>What holds something.</summary>
    Lease,
}
