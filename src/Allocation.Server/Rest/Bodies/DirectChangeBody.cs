namespace Allocation.Server.Rest.Bodies;

/// <summary>What to change of numbers that were taken directly. What is left out stays; an empty text or list clears it.</summary>
internal sealed record DirectChangeBody : EndingBody
{
    /// <summary>Whether they are held until they are given back.</summary>
    public bool NoEndDate { get; init; }
}
