using Allocation.Core.Errors;

namespace Allocation.Core.Services;

/// <summary>Why services that are asked for together cannot be made.</summary>
/// <param name="Refusals">The requests that cannot be met, in their order.</param>
/// <param name="IsWhole">Whether these are all; a long batch is not tried to its end.</param>
internal sealed record BatchReview(IReadOnlyList<BatchRefusal> Refusals, bool IsWhole)
{
    /// <summary>What is said where these are not all.</summary>
    public string? Note => IsWhole ? null : $"There may be more errors than the first {Refusals.Count}: correct these first.";
}
