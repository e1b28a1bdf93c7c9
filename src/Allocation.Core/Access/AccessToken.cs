using System.Text.Json.Serialization;

namespace Allocation.Core.Access;

/// <summary>What lets a caller of the server in, as it is kept: with a digest of its secret, never the secret.</summary>
/// <param name="Name">Its name, which events tell.</param>
/// <param name="Role">What its caller may do.</param>
/// <param name="SecretHash">The SHA-256 of the secret, in hexadecimal digits. A secret has 256 random bits: no slower digest is
/// needed.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it lets nobody in; null for never.</param>
/// <param name="Pools">The pools that its caller may see and use, with wildcards; null for all.</param>
internal sealed record AccessToken(string Name, AccessRole Role, string SecretHash, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Pools = null)
{
    /// <summary>Whether it lets its caller in.</summary>
    public bool IsValidAt(DateTimeOffset now) => ExpiresAt is null || now < ExpiresAt;
}
