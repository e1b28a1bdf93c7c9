using System.Collections.Concurrent;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// Arguments that could not be read, passed on to the cmdlet as a number that stands for the mistake. A refusal while PowerShell binds
/// drops the item before the cmdlet sees it, and then <c>-Atomic</c> would make the rest.
/// </summary>
internal static class UnreadableArguments
{
    // A mistake is taken at once by the cmdlet to which its item goes; no pipeline has so many on their way.
    private const int Most = 1_000_000;

    private static readonly ConcurrentDictionary<long, string> s_mistakes = [];
    private static int s_last;

    /// <summary>Keeps a mistake.</summary>
    /// <returns>What stands for it, from 1 to <see cref="Most"/>.</returns>
    public static long Keep(string mistake)
    {
        var number = ((uint)Interlocked.Increment(ref s_last) % Most) + 1;
        s_mistakes[number] = mistake;
        return number;
    }

    /// <summary>The mistake that a number stands for; null when it stands for none.</summary>
    public static string? Take(long number) => number is > 0 and <= Most && s_mistakes.TryRemove(number, out var mistake) ? mistake : null;
}
