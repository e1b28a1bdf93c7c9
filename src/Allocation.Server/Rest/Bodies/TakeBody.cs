using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Notes;

namespace Allocation.Server.Rest.Bodies;

/// <summary>Numbers of a pool that are to be held under a name.</summary>
internal sealed record TakeBody : LeaseBody
{
    /// <summary>The pool.</summary>
    public required string Pool { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Exactly these, each 100, a range (100-199) or as the pool writes them; none for any.</summary>
    public IReadOnlyList<string>? ResourceId { get; init; }

    /// <summary>How many; null for one, or for as many as are named.</summary>
    public long? Count { get; init; }

    /// <summary>Whether they must be side by side.</summary>
    public bool Contiguous { get; init; }

    /// <summary>Whether a name that holds what is asked for stays unchanged, instead of an error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The request.</summary>
    public DirectRequest ToRequest() => new(Pool, Name)
    {
        ResourceIds = ResourceId ?? [],
        Count = Count,
        Contiguous = Contiguous,
        IfNotExists = IfNotExists,
        Term = Term(),
        Notes = Notes(mistake => new InvalidAllocationException(Name, mistake)).ApplyTo(NoteSet.None),
    };
}
