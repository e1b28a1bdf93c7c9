namespace Allocation.Core.ResourcePools.Managing;

/// <summary>How long to wait after failures in a row: one second, doubled each time, five minutes at most.</summary>
internal static class Backoff
{
    /// <summary>The longest wait.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The wait after that many failures; zero after none.</summary>
    public static TimeSpan After(int failures)
    {
        if (failures <= 0) return TimeSpan.Zero;
        var seconds = Math.Pow(2, Math.Min(failures - 1, 20));
        return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
    }
}
