namespace Allocation.Core.Results;

/// <summary>What was removed, as a result.</summary>
/// <param name="Removed">How many records.</param>
internal sealed record HistoryCleared(long Removed);
