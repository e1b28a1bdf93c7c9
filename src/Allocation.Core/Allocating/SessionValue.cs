using System.Text.Json.Nodes;
using Allocation.Core.Services.Running;

namespace Allocation.Core.Allocating;

/// <summary>What a built-in allocator gives.</summary>
internal abstract record SessionValue
{
    private SessionValue()
    {
    }

    /// <summary>What the kind of this value makes of it.</summary>
    public abstract T Match<T>(Func<Given, T> given, Func<External, T> external);

    /// <summary>A value, with the reservation id when it is in the ledger.</summary>
    public sealed record Given(JsonNode? Value, string? ReservationId) : SessionValue
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Given, T> given, Func<External, T> external) => given(this);
    }

    /// <summary>Something must happen outside first.</summary>
    public sealed record External(ExternalStep Step) : SessionValue
    {
        /// <inheritdoc/>
        public override T Match<T>(Func<Given, T> given, Func<External, T> external) => external(this);
    }
}
