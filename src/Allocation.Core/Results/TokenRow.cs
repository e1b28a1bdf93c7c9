using Allocation.Core.Access;

namespace Allocation.Core.Results;

/// <summary>A token as people see it: without anything of its secret.</summary>
internal sealed record TokenRow(string Name, AccessRole Role, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt)
{
    /// <summary>The view of a token.</summary>
    public static TokenRow Of(AccessToken token) => new(token.Name, token.Role, token.CreatedAt, token.ExpiresAt);
}
