using System.Globalization;

namespace Allocation.Core.Pools.Use;

/// <summary>How much of a pool is held.</summary>
internal static class UseInPercent
{
    /// <summary>From here on people should look.</summary>
    public const double High = 80;

    /// <summary>From here on little is left.</summary>
    public const double Full = 95;

    /// <summary>How much people should notice it.</summary>
    public static UseLevel LevelOf(double? percent) => percent switch
    {
        >= Full => UseLevel.Full,
        >= High => UseLevel.High,
        _ => UseLevel.Normal,
    };

    /// <summary>For people: <c>81.5%</c>; nothing for a pool that can give nothing.</summary>
    public static string Text(double? percent) =>
        percent is null ? "" : percent.Value.ToString("0.#", CultureInfo.InvariantCulture) + "%";

    /// <summary>In percent, to a tenth and never rounded up, so that 100 means that nothing is left. Null for a pool that can give
    /// nothing.</summary>
    public static double? Of(long held, long size) =>
        size <= 0 ? null : (double)(Math.Floor((decimal)held * 1000 / size) / 10);
}
