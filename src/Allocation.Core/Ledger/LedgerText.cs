using System.Globalization;

namespace Allocation.Core.Ledger;

/// <summary>How a number is written as a resource id.</summary>
public static class LedgerText
{
    /// <summary>Decimal digits, the same everywhere.</summary>
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);
}
