using System.Text.Json.Nodes;
using Allocation.Core.Services.Running;

namespace Allocation.Core.Allocating;

/// <summary>What a built-in allocator gives.</summary>
internal abstract record SessionValue
{
    /// <summary>A value, with the reservation id when it is in the ledger.</summary>
    public sealed record Given(JsonNode? Value, string? ReservationId) : SessionValue;

    /// <summary>Something must happen outside first.</summary>
    public sealed record External(ExternalStep Step) : SessionValue;
}
