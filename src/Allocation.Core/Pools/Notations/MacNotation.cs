using System.Globalization;
using System.Net.NetworkInformation;
using Allocation.Core.Errors;

namespace Allocation.Core.Pools.Notations;

/// <summary>MAC addresses that begin with the same bytes; the number of one is what its other bytes are.</summary>
internal sealed class MacNotation(PhysicalAddress prefix) : PoolNotation
{
    private const string Stem = "mac ";
    private const int Length = 6;

    private readonly byte[] _prefix = prefix.GetAddressBytes();

    /// <inheritdoc/>
    public override NotationKind Kind => NotationKind.Mac;

    /// <inheritdoc/>
    public override string? Stored => Stem + MacPrefix;

    /// <summary>What all of them begin with: <c>52:54:00</c>.</summary>
    public string MacPrefix => Join(_prefix);

    /// <inheritdoc/>
    public override string Title => $"MAC addresses {MacPrefix}";

    /// <inheritdoc/>
    public override string One => "a MAC address";

    /// <inheritdoc/>
    public override string Several => "MAC addresses";

    /// <inheritdoc/>
    public override NumberRange Whole => new(0, 1L << (8 * (Length - _prefix.Length)));

    /// <inheritdoc/>
    public override string Forms => $"a MAC address such as {Write(1)} nor a range such as {Write(Whole)} (both ends included)";

    /// <summary>The notation of a prefix as text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static MacNotation Of(string text) => Mistake(text, out var prefix) is { } mistake
        ? throw new FormatException($"'{text}' is not the beginning of MAC addresses: {mistake}.")
        : new(prefix);

    /// <summary>The notation of a prefix that a person wrote.</summary>
    /// <exception cref="InvalidPoolException">It is none.</exception>
    public static MacNotation Typed(string? pool, string text) => Mistake(text.Trim(), out var prefix) is { } mistake
        ? throw new InvalidPoolException(pool, $"'{text}' cannot be the beginning of the MAC addresses of a pool: {mistake}.")
        : new(prefix);

    /// <inheritdoc/>
    public override string Write(long number)
    {
        var bytes = new byte[Length];
        _prefix.CopyTo(bytes, 0);
        for (var i = Length - 1; i >= _prefix.Length; i--, number >>= 8) bytes[i] = (byte)number;
        return Join(bytes);
    }

    /// <inheritdoc/>
    public override Reading Read(string text)
    {
        if (Bytes(text) is not { } bytes)
            return Reading.Wrong("it is not a MAC address such as 52:54:00:00:00:07, 52-54-00-00-00-07 or 5254.0000.0007");
        if (!bytes.AsSpan().StartsWith(_prefix)) return Reading.Outside($"it must begin with {MacPrefix}");
        return Reading.Of(bytes.Skip(_prefix.Length).Aggregate(0L, (number, part) => (number << 8) | part));
    }

    /// <inheritdoc/>
    protected override (UInt128 First, UInt128 Last)? Extent(string text) =>
        Bytes(text) is { } bytes && Absolute(bytes) is var number ? ((UInt128)number, (UInt128)number) : null;

    /// <inheritdoc/>
    protected override UInt128 Origin => (UInt128)Absolute(Bytes(Write(0))!);

    /// <inheritdoc/>
    public override NumberRange Shared(PoolNotation other, NumberRange range)
    {
        if (other is not MacNotation theirs || range.IsEmpty) return default;
        var (first, last) = (Absolute(Bytes(theirs.Write(range.From))!), Absolute(Bytes(theirs.Write(range.To - 1))!));
        var (start, end) = (Absolute(Bytes(Write(0))!), Absolute(Bytes(Write(Whole.To - 1))!));
        if (last < start || first > end) return default;
        return new(Math.Max(first, start) - start, Math.Min(last, end) - start + 1);
    }

    private static byte[]? Bytes(string text) =>
        PhysicalAddress.TryParse(text, out var address) && address.GetAddressBytes() is { Length: Length } bytes ? bytes : null;

    private static long Absolute(byte[] bytes) =>
        bytes.Aggregate(0L, (number, part) => (number << 8) | part);

    private static string Join(byte[] bytes) =>
        string.Join(':', bytes.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));

    private static string? Mistake(string text, out PhysicalAddress prefix)
    {
        prefix = PhysicalAddress.None;
        var count = text.Split(':', '-').Length;

        // The framework reads whole addresses only.
        var zeros = Enumerable.Repeat(text.Contains('-', StringComparison.Ordinal) ? "-00" : ":00", Math.Max(0, Length - count));
        if (count >= Length || !PhysicalAddress.TryParse(text + string.Concat(zeros), out var read)
            || read.GetAddressBytes() is not { Length: Length } bytes)
        {
            return "it must be one to five bytes such as 52:54:00";
        }

        if ((bytes[0] & 1) == 1) return "its first byte is odd, as that of addresses of groups; devices have an even one";
        prefix = new PhysicalAddress(bytes[..count]);
        return null;
    }
}
