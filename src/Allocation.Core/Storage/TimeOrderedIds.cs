using System.Security.Cryptography;

namespace Allocation.Core.Storage;

/// <summary>Makes ids for leases and reservations.</summary>
internal interface IIdSource
{
    /// <summary>An id that was never used before; later ones sort after earlier ones of the same process.</summary>
    string Next();
}

/// <summary>
/// UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, then a counter of 12 bits, then random bits. Ids made
/// later sort later, which keeps the ends of the stores' indexes warm.
/// </summary>
internal sealed class TimeOrderedIds(TimeProvider clock) : IIdSource
{
    private const int RandomPart = 8;

    private readonly object _gate = new();

    // So many ids take the end of a random UUID (version 4), which is of the same form. On Linux a cryptographic library is loaded for
    // any other secure source, and that was a sixth of the time of a short command.
    private const int FirstIds = 16;

    // For more ids the system is asked for the random bytes of many at once: each call costs more than the rest of an id.
    private readonly byte[] _random = new byte[64 * RandomPart];
    private int _used = 64 * RandomPart;
    private int _made;
    private long _stamp;

    /// <inheritdoc/>
    public string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        var stamp = Draw(bytes[RandomPart..]);
        var milliseconds = stamp >> 12;
        for (var i = 0; i < 6; i++) bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        bytes[6] = (byte)(0x70 | ((stamp >> 8) & 0x0F));
        bytes[7] = (byte)stamp;
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    // Milliseconds and counter are one number that only grows: a full counter borrows the next millisecond.
    private long Draw(Span<byte> random)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() << 12;
        lock (_gate)
        {
            Fill(random);
            _stamp = Math.Max(_stamp + 1, now);
            return _stamp;
        }
    }

    private void Fill(Span<byte> random)
    {
        if (_made < FirstIds)
        {
            _made++;
            Guid.NewGuid().ToByteArray(bigEndian: true).AsSpan(RandomPart).CopyTo(random);
            return;
        }

        if (_used == _random.Length)
        {
            RandomNumberGenerator.Fill(_random);
            _used = 0;
        }

        _random.AsSpan(_used, RandomPart).CopyTo(random);
        _used += RandomPart;
    }
}
