using System.Collections;
using System.Text.Json.Serialization;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Pools;

/// <summary>Ranges of numbers, sorted and apart. Its text is what people write, and can be read again: <c>150,160-170</c>.</summary>
[JsonConverter(typeof(NumberRangesJson))]
public sealed class NumberRangeList : IReadOnlyList<NumberRange>, IEquatable<NumberRangeList>
{
    private readonly IReadOnlyList<NumberRange> _ranges;
    private readonly PoolNotation _notation = PoolNotation.Numbers;

    /// <summary>Sorts them, joins those that meet, and leaves out empty ones.</summary>
    public NumberRangeList(IEnumerable<NumberRange> ranges) => _ranges = NumberRange.Normalize(ranges);

    /// <summary>Ranges of a pool, written as the pool writes its numbers.</summary>
    internal NumberRangeList(IEnumerable<NumberRange> ranges, PoolNotation notation)
        : this(ranges) => _notation = notation;

    /// <summary>Whether they are written as numbers.</summary>
    internal bool IsOfNumbers => _notation.Stored is null;

    /// <summary>One of them as the pool writes it, with both ends.</summary>
    internal string Text(NumberRange range) => _notation.Write(range);

    /// <inheritdoc/>
    public int Count => _ranges.Count;

    /// <inheritdoc/>
    public NumberRange this[int index] => _ranges[index];

    /// <summary>Reads numbers and ranges, parted by commas; both ends of a range belong to it. Blank text is not a range.</summary>
    /// <exception cref="Errors.InvalidPoolException">One of them is neither a number nor a range.</exception>
    public static NumberRangeList Parse(string text) =>
        new(string.IsNullOrWhiteSpace(text) ? [] : text.Split(',').Select(NumberRange.Parse));

    /// <inheritdoc/>
    public IEnumerator<NumberRange> GetEnumerator() => _ranges.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(NumberRangeList? other) => other is not null && _ranges.SequenceEqual(other._ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NumberRangeList);

    /// <inheritdoc/>
    public override int GetHashCode() => _ranges.Aggregate(0, HashCode.Combine);

    /// <summary>As <c>150,160-170</c>, or as the pool writes its numbers; empty when there is none.</summary>
    public override string ToString() => _notation.Write(_ranges);
}
