using Allocation.Core.Access;

namespace Allocation.Core.Results;

/// <summary>A token as people see it: without anything of its secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What its caller may do.</param>
/// <param name="Pool">The pools that its caller may see and use; null for all.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it lets nobody in; null for never.</param>
internal sealed record TokenRow(string Name, AccessRole Role, IReadOnlyList<string>? Pool, DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt)
{
    /// <summary>The view of a token.</summary>
    public static TokenRow Of(AccessToken token) => new(token.Name, token.Role, token.Pools, token.CreatedAt, token.ExpiresAt);
}
