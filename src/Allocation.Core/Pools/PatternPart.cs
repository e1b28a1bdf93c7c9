namespace Allocation.Core.Pools;

/// <summary>One part of a <see cref="NamePattern"/>: any text, or one character that is, or is not, in some ranges of code
/// points.</summary>
/// <param name="Many">Any text, also none; the rest says nothing then.</param>
/// <param name="Inverted">Whether the character is outside the ranges.</param>
/// <param name="Ranges">First and last code point of each range, both included.</param>
public sealed record PatternPart(bool Many, bool Inverted, IReadOnlyList<(int First, int Last)> Ranges)
{
    /// <summary>A star.</summary>
    public static PatternPart AnyText { get; } = new(true, false, []);

    /// <summary>A question mark.</summary>
    public static PatternPart AnyOne { get; } = new(false, true, []);

    /// <summary>A character as it is.</summary>
    public static PatternPart One(int character) => new(false, false, [(character, character)]);

    /// <summary>Whether one character fits.</summary>
    public bool Fits(int character)
    {
        foreach (var (first, last) in Ranges)
        {
            if (first <= character && character <= last) return !Inverted;
        }

        return Inverted;
    }
}
