namespace Allocation.Core.Leaks;

/// <summary>What became of a leak that was to be repaired.</summary>
/// <param name="Leak">The leak.</param>
/// <param name="Mended">Whether ledger and inventory agree about it now.</param>
/// <param name="Action">What was done, or why nothing was.</param>
public sealed record RepairOutcome(AllocationLeak Leak, bool Mended, string Action);
