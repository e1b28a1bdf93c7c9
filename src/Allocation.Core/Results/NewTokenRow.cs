using Allocation.Core.Access;

namespace Allocation.Core.Results;

/// <summary>A token that was just made, with its secret, which is shown this once.</summary>
internal sealed record NewTokenRow(string Name, AccessRole Role, IReadOnlyList<string>? Pool, DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt, string Secret);
