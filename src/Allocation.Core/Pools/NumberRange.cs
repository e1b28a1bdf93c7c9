using System.Globalization;
using Allocation.Core.Errors;

namespace Allocation.Core.Pools;

/// <summary>A half-open range of numbers: <c>From</c> belongs to it, <c>To</c> does not. <c>[5, 5[</c> is empty.</summary>
/// <param name="From">The first number.</param>
/// <param name="To">The number after the last one; never below <paramref name="From"/>.</param>
public readonly record struct NumberRange(long From, long To)
{
    /// <summary>How many numbers it has.</summary>
    public long Count => To - From;

    /// <summary>Whether it has none.</summary>
    public bool IsEmpty => To <= From;

    /// <summary>The range of one number.</summary>
    public static NumberRange Of(long number) => new(number, number + 1);

    /// <summary>
    /// Reads <c>150</c> or <c>150-160</c>. As people write lists of VLANs, the text form includes both ends:
    /// <c>150-160</c> is <c>[150, 161[</c>.
    /// </summary>
    /// <exception cref="InvalidPoolException">The text is neither.</exception>
    public static NumberRange Parse(string text)
    {
        return TryParse(text, out var range) ? range : throw new InvalidPoolException(null, $"'{text}' is neither {Forms}.");
    }

    /// <summary>What can be read, for messages: the rest of a sentence with "neither".</summary>
    internal const string Forms = "a number such as 150 nor a range such as 150-160 (both ends included)";

    /// <summary>Reads what <see cref="Parse"/> reads. False when the text is neither.</summary>
    internal static bool TryParse(string? text, out NumberRange range)
    {
        range = default;
        var parts = (text ?? "").Split('-', 2, StringSplitOptions.TrimEntries);
        if (!TryNumber(parts[0], out var first) || first == long.MaxValue) return false;
        range = Of(first);
        if (parts.Length == 1) return true;
        if (!TryNumber(parts[1], out var last) || last < first || last == long.MaxValue) return false;
        range = new(first, last + 1);
        return true;
    }

    /// <summary>Whether <paramref name="number"/> is in it.</summary>
    public bool Contains(long number) => From <= number && number < To;

    /// <summary>The part that both have; empty when they do not meet.</summary>
    public NumberRange Intersect(NumberRange other)
    {
        var from = Math.Max(From, other.From);
        return new(from, Math.Max(from, Math.Min(To, other.To)));
    }

    /// <summary>Sorted, without empty ones, overlapping and touching ones made one.</summary>
    public static IReadOnlyList<NumberRange> Normalize(IEnumerable<NumberRange> ranges)
    {
        var result = new List<NumberRange>();
        foreach (var range in ranges.Where(r => !r.IsEmpty).OrderBy(r => r.From))
        {
            if (result.Count > 0 && range.From <= result[^1].To)
                result[^1] = result[^1] with { To = Math.Max(result[^1].To, range.To) };
            else
                result.Add(range);
        }

        return result;
    }

    /// <summary>What is left of this range when the given ones, sorted and apart, are taken out.</summary>
    public IEnumerable<NumberRange> Except(IEnumerable<NumberRange> taken)
    {
        var from = From;
        foreach (var hole in taken)
        {
            if (hole.To <= from) continue;
            if (hole.From >= To) break;
            if (hole.From > from) yield return new(from, hole.From);
            from = hole.To;
        }

        if (from < To) yield return new(from, To);
    }

    /// <summary>As people write it and as it can be read again, with both ends: <c>150</c>, <c>100-199</c>; <c>none</c> when it is
    /// empty.</summary>
    public override string ToString() => Count switch
    {
        <= 0 => "none",
        1 => From.ToString(CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{From}-{To - 1}"),
    };

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
