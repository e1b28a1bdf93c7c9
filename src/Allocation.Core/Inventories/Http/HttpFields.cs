namespace Allocation.Core.Inventories.Http;

/// <summary>Where in an entry its fields are; null for what it does not have.</summary>
internal sealed record HttpFields
{
    /// <summary>The number.</summary>
    public JsonPlace? Number { get; init; }

    /// <summary>The server's own id.</summary>
    public JsonPlace? Id { get; init; }

    /// <summary>The id of the lease.</summary>
    public JsonPlace? Owner { get; init; }

    /// <summary>The attribute of the lease.</summary>
    public JsonPlace? Attribute { get; init; }

    /// <summary>The idempotency key of the claim.</summary>
    public JsonPlace? Key { get; init; }
}
