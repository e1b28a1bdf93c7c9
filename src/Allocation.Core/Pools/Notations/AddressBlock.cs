using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Allocation.Core.Pools.Notations;

/// <summary>A network, as the framework reads it, with its addresses as numbers.</summary>
/// <param name="First">Its first address.</param>
/// <param name="PrefixLength">How many bits all of its addresses share.</param>
/// <param name="IsVersion6">Whether it is of IPv6.</param>
internal readonly record struct AddressBlock(UInt128 First, int PrefixLength, bool IsVersion6)
{
    /// <summary>How many bits an address has.</summary>
    public int Width => IsVersion6 ? 128 : 32;

    /// <summary>Reads <c>10.20.0.0/24</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="block">The network that was read.</param>
    /// <returns>What is wrong with the text, as the rest of a sentence that begins with "it"; null when it was read.</returns>
    public static string? Read(string text, out AddressBlock block)
    {
        block = default;
        var parts = text.Split('/');
        if (parts.Length != 2 || ReadAddress(parts[0], out var address) is not null
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return ReadAddress(parts[0], out _) is { } mistake && parts.Length == 2
                ? mistake
                : "it is not a network such as 10.20.0.0/24 or 2001:db8::/48";
        }

        var isVersion6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        var read = new AddressBlock(NumberOf(address), length, isVersion6);
        if (length > read.Width) return $"its prefix length must be between 0 and {read.Width}, not {length}";
        var first = read.First & ~read.HostMask;
        if (first != read.First)
            return $"it has bits behind its prefix: the network of that address is {read with { First = first }}";
        block = read;
        return null;
    }

    /// <summary>Reads an address: IPv4 in the one spelling that is not ambiguous, IPv6 in every spelling of the RFCs.</summary>
    /// <returns>What is wrong with the text, as the rest of a sentence that begins with "it"; null when it was read.</returns>
    public static string? ReadAddress(string text, out IPAddress address)
    {
        const string wanted = "it is not an address such as 10.20.0.7 or 2001:db8::7";
        const string wantedOf4 = "it is not an IPv4 address of four numbers from 0 to 255 without leading zeros, such as 10.20.0.7";
        address = IPAddress.None;

        // As octal numbers, which the framework reads, 08 and 09 are none.
        if (text.Contains('.', StringComparison.Ordinal) && text.All(c => c == '.' || char.IsAsciiDigit(c)) &&
            !IPAddress.TryParse(text, out _))
        {
            return wantedOf4;
        }

        if (text.AsSpan().IndexOfAny("[]% ") >= 0 || !IPAddress.TryParse(text, out var read)) return wanted;
        address = read;

        // 010.0.0.1, 10.1 and 0x0a000001 mean other addresses to other programs.
        return read.AddressFamily == AddressFamily.InterNetwork && read.ToString() != text ? wantedOf4 : null;
    }

    /// <summary>An address by its number.</summary>
    public IPAddress Address(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(IsVersion6 ? bytes : bytes[12..]);
    }

    /// <summary>The number of an address.</summary>
    public static UInt128 NumberOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return !address.TryWriteBytes(bytes, out var written) || written == 16
            ? BinaryPrimitives.ReadUInt128BigEndian(bytes)
            : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>Why what is of the other version of the protocol cannot be in it.</summary>
    /// <param name="what">What it is, with its article.</param>
    public string OtherVersion(string what)
    {
        var (theirs, ours) = IsVersion6 ? (4, 6) : (6, 4);
        return $"it is {what} of IPv{theirs}, and {this} is of IPv{ours}";
    }

    /// <summary>The first and the last address of a text that is an address or a network of its version of the protocol; null for any
    /// other.</summary>
    /// <param name="text">The text.</param>
    public (UInt128 First, UInt128 Last)? Extent(string text)
    {
        if (ReadAddress(text, out var address) is null)
            return (address.AddressFamily == AddressFamily.InterNetworkV6) == IsVersion6 ? (NumberOf(address), NumberOf(address)) : null;
        return Read(text, out var block) is null && block.IsVersion6 == IsVersion6 ? (block.First, block.First | block.HostMask) : null;
    }

    /// <summary>Whether an address, by its number, is in it.</summary>
    public bool Contains(UInt128 number) => (number & ~HostMask) == First;

    /// <summary>As IPNetwork writes it: <c>10.20.0.0/24</c>.</summary>
    public override string ToString() => new IPNetwork(Address(First), PrefixLength).ToString();

    /// <summary>The bits that differ between its addresses.</summary>
    public UInt128 HostMask => PrefixLength == 0 && IsVersion6 ? UInt128.MaxValue : (UInt128.One << (Width - PrefixLength)) - 1;
}
