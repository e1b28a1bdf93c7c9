using Allocation.Core.Ledger;
using Allocation.Server.Failures;

namespace Allocation.Server.Blazar;

/// <summary>What Blazar's callers ask for. What Blazar does not know it ignores, and of a parameter that is repeated it takes the
/// first.</summary>
internal static class BlazarQuery
{
    private const string Terminated = "terminated";

    private static readonly string[] s_true = ["1", "t", "true", "on", "y", "yes"];
    private static readonly string[] s_false = ["0", "f", "false", "off", "n", "no"];

    /// <summary>Which reservations are shown. Without a filter those that hold their resource; with a lease or a reservation also what is
    /// over, unless <c>terminated</c> says which.</summary>
    /// <exception cref="RequestRefusedException"><c>terminated</c> is neither true nor false.</exception>
    public static AllocationQuery Read(HttpRequest request)
    {
        var (lease, reservation) = (First(request, "lease_id"), First(request, "reservation_id"));
        var isWhole = lease is not null || reservation is not null;
        return new()
        {
            LeaseId = lease,
            ReservationId = reservation,
            State = IsTerminated(request) switch
            {
                true => AllocationState.Released,
                false => AllocationState.Active,
                null => isWhole ? null : AllocationState.Active,
            },
        };
    }

    private static string? First(HttpRequest request, string name) =>
        request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    private static bool? IsTerminated(HttpRequest request) => First(request, Terminated)?.ToLowerInvariant() switch
    {
        null => null,
        var text when s_true.Contains(text) => true,
        var text when s_false.Contains(text) => false,
        var text => throw RequestRefusedException.Usage($"{Terminated} must be true or false, not '{text}'.", Terminated),
    };
}
