using System.Collections.Concurrent;

namespace Allocation.Core.Inventories.Intents;

/// <summary>Which calls of this process are announced or under way: it knows that better than any heartbeat could tell.</summary>
internal static class CallsInFlight
{
    private const int Many = 1000;

    private static readonly ConcurrentDictionary<string, long> s_announced = new(StringComparer.Ordinal);

    /// <summary>A call is announced, before others can see it, or begins.</summary>
    public static void Begin(string intentId)
    {
        if (s_announced.Count > Many) Forget();
        s_announced[intentId] = Environment.TickCount64;
    }

    /// <summary>It is over, however it ended.</summary>
    public static void End(string intentId) => s_announced.TryRemove(intentId, out _);

    /// <summary>Whether it is announced or under way.</summary>
    public static bool Has(string intentId) => s_announced.ContainsKey(intentId);

    // An announcement whose transaction failed was never seen by others, and nothing says that it is over.
    private static void Forget()
    {
        var old = Environment.TickCount64 - (2 * (long)IntentHeartbeat.Silence.TotalMilliseconds);
        foreach (var (id, since) in s_announced)
        {
            if (since < old) s_announced.TryRemove(id, out _);
        }
    }
}
