namespace Allocation.Core.Inventories.Http;

/// <summary>The names of the values that templates can use.</summary>
internal static class HttpValues
{
    /// <summary>The id of the lease.</summary>
    public const string Owner = "owner";

    /// <summary>The name of the lease.</summary>
    public const string OwnerName = "owner_name";

    /// <summary>The attribute of the lease.</summary>
    public const string Attribute = "attribute";

    /// <summary>The idempotency key of the claim.</summary>
    public const string Key = "key";

    /// <summary>The number.</summary>
    public const string Number = "number";

    /// <summary>The server's own id of the number.</summary>
    public const string Id = "id";

    /// <summary>The secret; in headers alone.</summary>
    public const string Secret = "secret";
}
