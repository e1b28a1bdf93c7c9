using System.Globalization;
using Allocation.Cli.Output;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Ledger;

/// <summary>What people see of a resource and its use.</summary>
internal static class ResourceUseColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<ResourceUse>> All { get; } =
    [
        Column<ResourceUse>.Key("Pool", r => r.Pool),
        new("ResourceId", r => r.ResourceId) { Right = true, Rank = ColumnRank.Key },
        Column<ResourceUse>.Words("Reservations", r => string.Join(", ", r.Reservations.Select(Text))),
    ];

    private static string Text(Reservation reservation) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{reservation.LeaseName} {reservation.StartDate.UtcDateTime:yyyy-MM-dd HH:mm}Z {End(reservation)}");

    private static string End(Reservation reservation) =>
        reservation.EndDate?.UtcDateTime.ToString("'to' yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "without end";
}
