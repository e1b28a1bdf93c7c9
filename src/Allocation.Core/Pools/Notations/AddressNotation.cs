using System.Net.Sockets;
using Allocation.Core.Errors;

namespace Allocation.Core.Pools.Notations;

/// <summary>Addresses of a network; the number of one is its place in the network, counted from 0.</summary>
internal sealed class AddressNotation(AddressBlock network) : PoolNotation
{
    /// <summary>How many addresses of a network a pool reaches at the most: a number has 64 bits, and IPv6 networks have more.</summary>
    public const int MostBits = 62;

    private const string Prefix = "address ";

    /// <inheritdoc/>
    public override AddressBlock? Network => network;

    /// <inheritdoc/>
    public override NotationKind Kind => NotationKind.Address;

    /// <inheritdoc/>
    public override string? Stored => Prefix + network;

    /// <inheritdoc/>
    public override string Title => network.ToString();

    /// <inheritdoc/>
    public override string One => "an address";

    /// <inheritdoc/>
    public override string Several => "addresses";

    /// <inheritdoc/>
    public override NumberRange Whole => new(0, 1L << Math.Min(network.Width - network.PrefixLength, MostBits));

    /// <summary>
    /// IPv4 without the address of the network and the one for broadcasts, but for networks of one or two addresses (RFC 3021); IPv6
    /// without the anycast address of the routers (RFC 4291), but for the same (RFC 6164).
    /// </summary>
    public override NumberRange? Usual => (network.Width - network.PrefixLength, network.IsVersion6) switch
    {
        (0 or 1, _) => Whole,
        (_, true) => Whole with { From = 1 },
        (_, false) => new(1, Whole.To - 1),
    };

    /// <inheritdoc/>
    public override string Forms =>
        $"an address such as {Write(Usual!.Value.From)} nor a range such as {Write(Usual.Value)} (both ends included)";

    /// <summary>The notation of a network as text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static AddressNotation Of(string text) => AddressBlock.Read(text, out var network) is { } mistake
        ? throw new FormatException($"'{text}' is not a network: {mistake}.")
        : new(network);

    /// <summary>The notation of a network that a person wrote.</summary>
    /// <exception cref="InvalidPoolException">It is none.</exception>
    public static AddressNotation Typed(string? pool, string text) => AddressBlock.Read(text.Trim(), out var network) is { } mistake
        ? throw new InvalidPoolException(pool, $"'{text}' cannot be the network of a pool: {mistake}.")
        : new(network);

    /// <inheritdoc/>
    public override string Write(long number) => network.Address(network.First + (UInt128)(ulong)number).ToString();

    /// <inheritdoc/>
    public override Reading Read(string text)
    {
        if (AddressBlock.ReadAddress(text, out var address) is { } mistake) return Reading.Wrong(mistake);
        var isVersion6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        if (isVersion6 != network.IsVersion6) return Reading.Wrong(network.OtherVersion(One));

        var number = AddressBlock.NumberOf(address);
        if (!network.Contains(number)) return Reading.Outside($"it must be in {network}");
        var place = number - network.First;
        return place < (UInt128)Whole.To ? Reading.Of((long)place) : Reading.Outside($"it must be in {Write(Whole)}");
    }

    /// <inheritdoc/>
    protected override (UInt128 First, UInt128 Last)? Extent(string text) => network.Extent(text);

    /// <inheritdoc/>
    protected override UInt128 Origin => network.First;

    /// <inheritdoc/>
    public override NumberRange Shared(PoolNotation other, NumberRange range)
    {
        if (other is not AddressNotation { Network: { } theirs } || theirs.IsVersion6 != network.IsVersion6 || range.IsEmpty)
            return default;
        var (first, last) = (theirs.First + (UInt128)(ulong)range.From, theirs.First + (UInt128)(ulong)(range.To - 1));
        var end = network.First + (UInt128)(ulong)(Whole.To - 1);
        if (last < network.First || first > end) return default;
        var from = first < network.First ? 0 : (long)(first - network.First);
        return new(from, (long)((last > end ? end : last) - network.First) + 1);
    }
}
