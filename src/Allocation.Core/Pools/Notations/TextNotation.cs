using System.Globalization;
using Allocation.Core.Errors;

namespace Allocation.Core.Pools.Notations;

/// <summary>Texts with a number in them, by a pattern: <c>web-{0:000}</c> writes <c>web-007</c>.</summary>
internal sealed class TextNotation : PoolNotation
{
    private const string Stem = "text ";
    private const int MostDigits = 18;

    private readonly string _before;
    private readonly string _after;
    private readonly string _format;

    private TextNotation(string before, string format, string after) => (_before, _format, _after) = (before, format, after);

    /// <inheritdoc/>
    public override NotationKind Kind => NotationKind.Text;

    /// <inheritdoc/>
    public override string? Stored => Stem + Pattern;

    /// <summary>The pattern.</summary>
    public string Pattern => _before + (_format.Length == 0 ? "{0}" : $"{{0:{_format}}}") + _after;

    /// <inheritdoc/>
    public override string Title => $"texts {Pattern}";

    /// <inheritdoc/>
    public override string One => "a text";

    /// <inheritdoc/>
    public override string Several => "texts";

    /// <summary>As many as have the digits; without a number of digits, as many as there are.</summary>
    public override NumberRange Whole =>
        new(0, _format.Length == 0 ? long.MaxValue : long.Parse("1" + new string('0', _format.Length), CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override NumberRange? Usual => _format.Length == 0 ? null : Whole;

    /// <inheritdoc/>
    public override string Forms => $"a text such as {Write(7)} nor a range such as {Write(7)}-{Write(9)} (both ends included)";

    /// <summary>The notation of a pattern.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TextNotation Of(string pattern) => Mistake(pattern, out var notation) is { } mistake
        ? throw new FormatException($"'{pattern}' is not a pattern: {mistake}.")
        : notation!;

    /// <summary>The notation of a pattern that a person wrote.</summary>
    /// <exception cref="InvalidPoolException">It is none.</exception>
    public static TextNotation Typed(string? pool, string pattern) => Mistake(pattern, out var notation) is { } mistake
        ? throw new InvalidPoolException(pool, $"'{pattern}' cannot be the pattern of a pool: {mistake}.")
        : notation!;

    /// <inheritdoc/>
    public override string Write(long number) =>
        _before + number.ToString(_format.Length == 0 ? "D" : _format, CultureInfo.InvariantCulture) + _after;

    /// <inheritdoc/>
    public override Reading Read(string text)
    {
        var wrong = Reading.Wrong($"it is not a text such as {Write(7)}");
        if (text.Length <= _before.Length + _after.Length || !text.StartsWith(_before, StringComparison.Ordinal)
            || !text.EndsWith(_after, StringComparison.Ordinal))
        {
            return wrong;
        }

        var digits = text[_before.Length..^_after.Length];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Whole.To
            && Write(number) == text ? Reading.Of(number) : wrong;
    }

    /// <inheritdoc/>
    public override NumberRange Shared(PoolNotation other, NumberRange range) => Equals(other) ? range : default;

    private static string? Mistake(string pattern, out TextNotation? notation)
    {
        const string wanted = "it must have one number, such as {0} or {0:000}";
        notation = null;
        var (open, close) = (pattern.IndexOf('{', StringComparison.Ordinal), pattern.IndexOf('}', StringComparison.Ordinal));
        if (open < 0 || close < open) return $"{wanted}, and has none";
        if (pattern.IndexOf('{', open + 1) >= 0 || pattern.IndexOf('}', close + 1) >= 0) return $"{wanted}, and no other braces";
        var number = pattern[(open + 1)..close];
        var format = number.StartsWith("0:", StringComparison.Ordinal) ? number[2..] : "";
        if (number != "0" && (format.Length is 0 or > MostDigits || format.Any(digit => digit != '0')))
            return $"{wanted} with at most {MostDigits} zeros, and not {{{number}}}";
        var (before, after) = (pattern[..open], pattern[(close + 1)..]);
        if ((before + after).All(char.IsAsciiDigit)) return "it must have a character that is not a digit, or its texts would be numbers";
        if (NameRules.Mistake(pattern, 100) is { } mistake) return $"it {mistake}";
        if (pattern.Contains(',', StringComparison.Ordinal)) return "it must not contain a comma, which separates texts in lists";
        notation = new(before, format, after);
        return null;
    }
}
