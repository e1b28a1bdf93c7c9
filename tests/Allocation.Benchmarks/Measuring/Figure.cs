namespace Allocation.Benchmarks.Measuring;

/// <summary>What was measured several times, in the order of the rounds.</summary>
/// <param name="Times">At least one time.</param>
internal sealed record Figure(IReadOnlyList<TimeSpan> Times) : IComparable<Figure>
{
    private readonly List<TimeSpan> _sorted = [.. Times.Order()];

    public TimeSpan Median => _sorted[_sorted.Count / 2];

    /// <summary>A quarter of the times is shorter.</summary>
    public TimeSpan Low => _sorted[_sorted.Count / 4];

    /// <summary>A quarter of the times is longer.</summary>
    public TimeSpan High => _sorted[_sorted.Count - 1 - (_sorted.Count / 4)];

    public static implicit operator Figure(TimeSpan time) => new([time]);

    public static double operator /(Figure figure, Figure other) => figure.Median / other.Median;

    public static TimeSpan operator -(Figure figure, Figure other) => figure.Median - other.Median;

    /// <summary>By how much this is longer than the other, round by round: the median and the quarters of the ratios.</summary>
    public (double Low, double Median, double High) Beside(Figure other)
    {
        if (Times.Count != other.Times.Count || Times.Count == 1) return (this / other, this / other, this / other);
        var ratios = Times.Zip(other.Times, (a, b) => a / b).Order().ToList();
        return (ratios[ratios.Count / 4], ratios[ratios.Count / 2], ratios[ratios.Count - 1 - (ratios.Count / 4)]);
    }

    public int CompareTo(Figure? other) => Median.CompareTo(other?.Median);
}
