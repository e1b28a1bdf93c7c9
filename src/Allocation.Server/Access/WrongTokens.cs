using System.Collections.Concurrent;
using System.Net;

namespace Allocation.Server.Access;

/// <summary>Counts wrong tokens by the address they come from. Who shows many waits for each further answer; right tokens never
/// wait.</summary>
internal sealed class WrongTokens(TimeProvider clock)
{
    /// <summary>How many an address may show in a minute before its answers come late.</summary>
    public const int Free = 10;

    // Of more addresses at once the oldest counts are forgotten.
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<IPAddress, (DateTimeOffset Since, int Count)> _counts = new();

    /// <summary>Counts one.</summary>
    /// <returns>How long its answer waits.</returns>
    public TimeSpan Count(IPAddress? address)
    {
        var now = clock.GetUtcNow();
        if (_counts.Count >= MostAddresses) Forget(now);
        var (_, count) = _counts.AddOrUpdate(address ?? IPAddress.None, (now, 1),
            (_, known) => now - known.Since > s_period ? (now, 1) : (known.Since, known.Count + 1));
        return count > Free ? s_delay : TimeSpan.Zero;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (address, known) in _counts)
        {
            if (now - known.Since > s_period) _counts.TryRemove(address, out _);
        }

        if (_counts.Count >= MostAddresses) _counts.Clear();
    }
}
