namespace Allocation.Core.Ledger;

/// <summary>How many allocations of a pool began and ended within one hour.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Hour">The beginning of the hour, UTC.</param>
/// <param name="Began">How many began.</param>
/// <param name="Ended">How many ended.</param>
public sealed record HourlyChange(string Pool, DateTimeOffset Hour, long Began, long Ended);
