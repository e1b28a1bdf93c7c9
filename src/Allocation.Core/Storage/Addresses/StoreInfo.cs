namespace Allocation.Core.Storage.Addresses;

/// <summary>A store as people see it.</summary>
public sealed record StoreInfo
{
    /// <summary>Where it is, without any password.</summary>
    public required string Uri { get; init; }

    /// <summary>What it is kept in.</summary>
    public required StoreKind Kind { get; init; }

    /// <summary>How it was chosen.</summary>
    public required StoreSource Source { get; init; }

    /// <summary>Whether it is there; if not, the first command that makes something makes it.</summary>
    public required bool Exists { get; init; }

    /// <summary>The number of its schema; null when it is not there.</summary>
    public int? Schema { get; init; }

    /// <summary>What keeps the records, with its version; null when the store is not there, and for a JSON document.</summary>
    public string? Engine { get; init; }

    /// <summary>Describes a store.</summary>
    /// <param name="uri">Where it is.</param>
    /// <param name="source">How it was chosen.</param>
    /// <param name="open">The store, open; null when it is not there.</param>
    public static StoreInfo Of(StoreUri uri, StoreSource source, IAllocationStore? open) => new()
    {
        Uri = uri.ToString(),
        Kind = uri.Kind,
        Source = source,
        Exists = open is not null,
        Schema = open?.Schema,
        Engine = open?.Engine,
    };
}
