namespace Allocation.Core.Pools.Notations;

/// <summary>
/// How the numbers of a pool are written: as numbers, addresses, subnets, MAC addresses or texts. Everything that chooses, keeps and frees
/// numbers works on the numbers; the notation writes them for people and the ledger, and reads what people write.
/// </summary>
internal abstract class PoolNotation : IEquatable<PoolNotation>
{
    /// <summary>Pools of numbers.</summary>
    public static PoolNotation Numbers { get; } = new NumberNotation();

    /// <summary>What it writes.</summary>
    public abstract NotationKind Kind { get; }

    /// <summary>Its one text in stores and documents, read by <see cref="Parse"/>; null for numbers.</summary>
    public abstract string? Stored { get; }

    /// <summary>For people, in a listing of pools: <c>number</c>, <c>10.20.0.0/24</c>.</summary>
    public abstract string Title { get; }

    /// <summary>One of what it writes, with its article: <c>an address</c>.</summary>
    public abstract string One { get; }

    /// <summary>Several of what it writes: <c>addresses</c>.</summary>
    public abstract string Several { get; }

    /// <summary>All numbers that it can write.</summary>
    public abstract NumberRange Whole { get; }

    /// <summary>What a pool gives if nothing else is said; null when it must be said.</summary>
    public virtual NumberRange? Usual => Whole;

    /// <summary>A number as text: the one spelling that the ledger has.</summary>
    public abstract string Write(long number);

    /// <summary>Reads one of what it writes.</summary>
    public abstract Reading Read(string text);

    /// <summary>What can be read, for messages: the rest of a sentence with "neither".</summary>
    public abstract string Forms { get; }

    /// <summary>The network that its numbers are counted in; null for other notations.</summary>
    public virtual AddressBlock? Network => null;

    /// <summary>The numbers that two notations can both name, in the terms of this one; empty when there are none. Those of the same kind
    /// alone can meet.</summary>
    public virtual NumberRange Shared(PoolNotation other, NumberRange range) => default;

    /// <summary>A range with both ends: <c>10.20.0.1-10.20.0.9</c>.</summary>
    public string Write(NumberRange range) => range.Count switch
    {
        <= 0 => "none",
        1 => Write(range.From),
        _ => $"{Write(range.From)}-{Write(range.To - 1)}",
    };

    /// <summary>Ranges, parted by commas.</summary>
    public string Write(IEnumerable<NumberRange> ranges) => string.Join(',', ranges.Select(Write));

    /// <summary>Reads one, or a range with both ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range that was read.</param>
    public Reading ReadRange(string text, out NumberRange range)
    {
        var one = Read(text);
        range = one.Mistake is null ? NumberRange.Of(one.Number) : default;
        if (one.Mistake is null) return one;
        var outside = one.IsOutside ? one : default;
        for (var dash = text.IndexOf('-'); dash >= 0; dash = text.IndexOf('-', dash + 1))
        {
            var (first, last) = (Read(text[..dash].Trim()), Read(text[(dash + 1)..].Trim()));
            if (first.Mistake is null && last.Mistake is null && first.Number <= last.Number)
            {
                range = new(first.Number, last.Number + 1);
                return first;
            }

            if (first.Mistake is null && last.Mistake is null) return Reading.Backwards;
            if ((first.Mistake is null || first.IsOutside) && (last.Mistake is null || last.IsOutside))
                outside = first.IsOutside ? first : last;
        }

        return outside.Mistake is not null ? outside : one;
    }

    /// <summary>
    /// Reads what a filter can name: one, a range with both ends, a network, an address. What reaches beyond the pool is cut to what the
    /// pool can write; what is within one of its resources, such as an address in a subnet, is that resource.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range that was read.</param>
    public Reading ReadPart(string text, out NumberRange range)
    {
        var reading = ReadRange(text, out range);
        if (reading.Mistake is null) return reading;
        if (Extent(text) is { } whole) return Overlap(whole, out range);
        for (var dash = text.IndexOf('-'); dash >= 0; dash = text.IndexOf('-', dash + 1))
        {
            if (Extent(text[..dash].Trim()) is not { } first || Extent(text[(dash + 1)..].Trim()) is not { } last) continue;
            return last.Last < first.First ? Reading.Backwards : Overlap((first.First, last.Last), out range);
        }

        return Network is not null && text.Contains('/', StringComparison.Ordinal) && AddressBlock.Read(text, out _) is { } mistake
            ? Reading.Wrong(mistake)
            : reading;
    }

    /// <summary>Where a text begins and ends, both included, counted as <see cref="Origin"/> is, whether or not the pool can write it;
    /// null where that says nothing to this notation.</summary>
    /// <param name="text">The text.</param>
    protected virtual (UInt128 First, UInt128 Last)? Extent(string text) => null;

    /// <summary>Where the number 0 begins: its address, or what else is counted.</summary>
    protected virtual UInt128 Origin => 0;

    /// <summary>How many bits lie within one number: the addresses of a subnet.</summary>
    protected virtual int Bits => 0;

    private Reading Overlap((UInt128 First, UInt128 Last) extent, out NumberRange range)
    {
        range = default;
        var last = Origin + ((UInt128)(Whole.To - 1) << Bits) + ((UInt128.One << Bits) - 1);
        var (from, to) = (UInt128.Max(extent.First, Origin), UInt128.Min(extent.Last, last));
        if (from > to) return Reading.Outside($"it must be in {Write(Whole)}");
        range = new((long)((from - Origin) >> Bits), (long)((to - Origin) >> Bits) + 1);
        return Reading.Of(range.From);
    }

    /// <summary>The notation of a stored text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static PoolNotation Parse(string? stored)
    {
        if (stored is null) return Numbers;
        var parts = stored.Split(' ', 2);
        return (parts[0], parts[^1]) switch
        {
            ("address", var network) => AddressNotation.Of(network),
            ("subnet", var subnets) => SubnetNotation.Of(subnets),
            ("mac", var prefix) => MacNotation.Of(prefix),
            ("text", var pattern) => TextNotation.Of(pattern),
            _ => throw new FormatException($"'{stored}' is not a notation of a pool."),
        };
    }

    /// <inheritdoc/>
    public bool Equals(PoolNotation? other) => other is not null && Stored == other.Stored;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PoolNotation);

    /// <inheritdoc/>
    public override int GetHashCode() => Stored?.GetHashCode(StringComparison.Ordinal) ?? 0;
}
