namespace Allocation.Core.Pools.Notations;

/// <summary>What a notation makes of a text: a number, or why it is none.</summary>
/// <param name="Number">The number; says nothing when there is a mistake.</param>
/// <param name="Mistake">What is wrong with the text, as the rest of a sentence that begins with "it"; null when it was read.</param>
/// <param name="IsOutside">Whether the text is written well and names what is not in the network, or behind the prefix, of the
/// pool.</param>
internal readonly record struct Reading(long Number, string? Mistake, bool IsOutside)
{
    /// <summary>Whether the text is a range whose last end is below its first one.</summary>
    public bool IsBackwards { get; private init; }

    /// <summary>The text was read.</summary>
    public static Reading Of(long number) => new(number, null, false);

    /// <summary>The text is not written as the notation wants.</summary>
    public static Reading Wrong(string mistake) => new(0, mistake, false);

    /// <summary>The text is written well and names what the pool cannot have.</summary>
    public static Reading Outside(string mistake) => new(0, mistake, true);

    /// <summary>The text is a range whose last end is below its first one.</summary>
    public static Reading Backwards { get; } =
        Wrong("it ends before it begins; the lower end of a range comes first") with { IsBackwards = true };
}
