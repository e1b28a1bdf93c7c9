using System.Globalization;

namespace Allocation.Core.Ledger;

/// <summary>How a number is written as a resource id.</summary>
internal static class LedgerText
{
    /// <summary>Decimal digits, the same everywhere.</summary>
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time, UTC, to the second.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The number that a resource id writes, or null: <c>7</c> is one, <c>007</c> and <c>-7</c> are names.</summary>
    public static long? Number(string resourceId) =>
        long.TryParse(resourceId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue
            && Of(number) == resourceId ? number : null;
}
