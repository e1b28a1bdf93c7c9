namespace Allocation.Core.Pools;

/// <summary>How much of a pool is held.</summary>
internal static class UseInPercent
{
    /// <summary>From here on people should look.</summary>
    public const double High = 80;

    /// <summary>From here on little is left.</summary>
    public const double Full = 95;

    /// <summary>In percent, to a tenth and never rounded up, so that 100 means that nothing is left. Null for a pool that can give
    /// nothing.</summary>
    public static double? Of(long held, long size) =>
        size <= 0 ? null : (double)(Math.Floor((decimal)held * 1000 / size) / 10);
}
