using System.Globalization;
using Allocation.Core.Errors;

namespace Allocation.Core.Pools.Notations;

/// <summary>Subnets of a network, all of one prefix length; the number of one is its place in the network, counted from 0.</summary>
internal sealed class SubnetNotation(AddressBlock network, int prefixLength) : PoolNotation
{
    private const string Prefix = "subnet ";

    /// <inheritdoc/>
    public override AddressBlock? Network => network;

    /// <summary>How long the prefix of each subnet is.</summary>
    public int PrefixLength => prefixLength;

    /// <inheritdoc/>
    public override NotationKind Kind => NotationKind.Subnet;

    /// <inheritdoc/>
    public override string? Stored => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{network} {prefixLength}");

    /// <inheritdoc/>
    public override string Title => $"subnets /{prefixLength} of {network}";

    /// <inheritdoc/>
    public override string One => "a subnet";

    /// <inheritdoc/>
    public override string Several => "subnets";

    /// <inheritdoc/>
    public override NumberRange Whole => new(0, 1L << (prefixLength - network.PrefixLength));

    /// <inheritdoc/>
    public override string Forms => $"a subnet such as {Write(0)} nor a range such as {Write(Whole)} (both ends included)";

    /// <summary>The notation of its stored text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SubnetNotation Of(string text)
    {
        var parts = text.Split(' ');
        return parts.Length == 2 && AddressBlock.Read(parts[0], out var network) is null
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && Mistake(network, length) is null
                ? new(network, length)
                : throw new FormatException($"'{text}' does not say which subnets of which network.");
    }

    /// <summary>The notation of what a person wrote.</summary>
    /// <exception cref="InvalidPoolException">It is none.</exception>
    public static SubnetNotation Typed(string? pool, string text, int length)
    {
        var network = AddressNotation.Typed(pool, text).Network!.Value;
        return Mistake(network, length) is { } mistake
            ? throw new InvalidPoolException(pool, $"'{text}' cannot be divided into subnets /{length}: {mistake}.")
            : new(network, length);
    }

    /// <inheritdoc/>
    public override string Write(long number) => Block(number).ToString();

    /// <inheritdoc/>
    public override Reading Read(string text)
    {
        if (AddressBlock.Read(text, out var subnet) is { } mistake) return Reading.Wrong(mistake);
        if (subnet.IsVersion6 != network.IsVersion6) return Reading.Wrong(network.OtherVersion(One));
        if (subnet.PrefixLength != prefixLength)
            return Reading.Wrong($"its prefix length must be {prefixLength}, as of all subnets of the pool, not {subnet.PrefixLength}");
        return network.Contains(subnet.First)
            ? Reading.Of((long)((subnet.First - network.First) >> Bits))
            : Reading.Outside($"it must be in {network}");
    }

    /// <inheritdoc/>
    protected override (UInt128 First, UInt128 Last)? Extent(string text) => network.Extent(text);

    /// <inheritdoc/>
    protected override UInt128 Origin => network.First;

    /// <inheritdoc/>
    protected override int Bits => network.Width - prefixLength;

    /// <inheritdoc/>
    public override NumberRange Shared(PoolNotation other, NumberRange range)
    {
        if (other is not SubnetNotation theirs || theirs.Network!.Value.IsVersion6 != network.IsVersion6 || range.IsEmpty) return default;
        var first = theirs.Block(range.From).First;
        var last = theirs.Block(range.To - 1) is var end ? end.First | end.HostMask : 0;
        var ours = network.First | network.HostMask;
        if (last < network.First || first > ours) return default;
        var from = first < network.First ? 0 : (long)((first - network.First) >> Bits);
        return new(from, (long)(((last > ours ? ours : last) - network.First) >> Bits) + 1);
    }

    private AddressBlock Block(long number) => network with
    {
        First = network.First + ((UInt128)(ulong)number << Bits),
        PrefixLength = prefixLength,
    };

    private static string? Mistake(AddressBlock network, int length) =>
        length < network.PrefixLength || length > network.Width
            ? $"their prefix length must be between {network.PrefixLength} and {network.Width}"
            : length - network.PrefixLength > AddressNotation.MostBits
                ? $"a pool has at most 2^{AddressNotation.MostBits} subnets, so their prefix length must be at most " +
                    $"{network.PrefixLength + AddressNotation.MostBits}"
                : null;
}
