namespace Allocation.Benchmarks.Measuring;

/// <summary>One line of the table.</summary>
/// <param name="Section">The letter that <c>--only</c> takes.</param>
/// <param name="What">What was measured.</param>
/// <param name="Subject">How we did.</param>
/// <param name="Floor">What it is compared with.</param>
/// <param name="Ratio">The one divided by the other, or the figure itself; null when there is nothing to divide.</param>
/// <param name="Target">The target, as people read it; null for what is only reported.</param>
/// <param name="Met">Whether the target is met; null when there is none.</param>
internal sealed record Result(string Section, string What, string Subject, string Floor, double? Ratio, string? Target, bool? Met)
{
    /// <summary>The times behind <see cref="Subject"/>; null when it is no time.</summary>
    public Figure? Measured { get; init; }

    /// <summary>How fast the subject is in parts of the floor's rate: 1 is as fast.</summary>
    public static Result Rate(string section, string what, Figure subject, Figure floor, double? atLeast)
    {
        var ratio = floor / subject;
        return new(section, what, Of(subject), Of(floor), ratio,
            atLeast is { } target ? FormattableString.Invariant($">= {target:0.0#}") : null, atLeast is null ? null : ratio >= atLeast)
        { Measured = subject };
    }

    /// <summary>How much longer the subject takes than the floor.</summary>
    public static Result Time(string section, string what, Figure subject, Figure floor, double atMost)
    {
        var ratio = subject / floor;
        return new(section, what, Of(subject), Of(floor), ratio, FormattableString.Invariant($"<= {atMost:0.0#}"), ratio <= atMost)
        { Measured = subject };
    }

    /// <summary>The median, and between which times the middle half of all is.</summary>
    public static string Of(Figure figure) => figure.Times.Count == 1
        ? Of(figure.Median)
        : $"{Of(figure.Median)} ({Of(figure.Low)} to {Of(figure.High)})";

    /// <summary>A time with three digits that count.</summary>
    public static string Of(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => FormattableString.Invariant($"{time.TotalMicroseconds:0.0} us"),
        < 100 => FormattableString.Invariant($"{time.TotalMilliseconds:0.00} ms"),
        var ms => FormattableString.Invariant($"{ms:0} ms"),
    };
}
