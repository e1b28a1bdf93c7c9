using Allocation.Core.Ledger;
using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Bodies;

/// <summary>What bodies have in common that ask for something to be held: for how long, and what is noted of it.</summary>
internal abstract record LeaseBody : EndingBody
{
    /// <summary>When it begins; null for at once.</summary>
    public string? StartDate { get; init; }

    /// <summary>The time that is asked for.</summary>
    /// <exception cref="RequestRefusedException">One of the texts is not a time.</exception>
    public LeaseTerm Term() => End() with { Start = BodyTime.At(nameof(StartDate), StartDate) };
}
