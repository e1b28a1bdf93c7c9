using Allocation.Core.Errors;
using Allocation.Core.Storage.Notes;

namespace Allocation.Server.Rest.Bodies;

/// <summary>What to change of notes. What is left out stays; an empty text or list clears it.</summary>
internal sealed record NotesBody
{
    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Owner { get; init; }

    /// <summary>All of its tags from now on.</summary>
    public IReadOnlyList<string>? Tag { get; init; }

    /// <summary>The change.</summary>
    /// <param name="refusal">The error of a mistake, which is a whole sentence.</param>
    public NoteChange ToChange(Func<string, AllocationException> refusal) => NoteChange.Read(Description, Owner, Tag, refusal);
}
