using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;
using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Bodies;

/// <summary>What bodies have in common of what is held: until when, and what is noted of it.</summary>
internal abstract record EndingBody
{
    /// <summary>When it ends; null for never, or for a lifetime.</summary>
    public string? EndDate { get; init; }

    /// <summary>How long after its start it ends, as days.hours:minutes:seconds or hours:minutes:seconds.</summary>
    public string? Lifetime { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Owner { get; init; }

    /// <summary>Its tags, each key or key=value.</summary>
    public IReadOnlyList<string>? Tag { get; init; }

    /// <summary>The end that is asked for.</summary>
    /// <exception cref="RequestRefusedException">One of the texts is not a time.</exception>
    public LeaseTerm End() => new(null, BodyTime.At(nameof(EndDate), EndDate), BodyTime.Long(nameof(Lifetime), Lifetime));

    /// <summary>What to note or to change of notes.</summary>
    /// <param name="refusal">The error of a mistake, which is a whole sentence.</param>
    public NoteChange Notes(Func<string, AllocationException> refusal) => NoteChange.Read(Description, Owner, Tag, refusal);
}
