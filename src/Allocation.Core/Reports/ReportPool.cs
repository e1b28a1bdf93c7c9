using Allocation.Core.Pools;

namespace Allocation.Core.Reports;

/// <summary>One pool in a report.</summary>
/// <param name="Pool">Its settings and how full it is.</param>
/// <param name="Trend">How many were held at the end of each of the last days, oldest first; the last one is now.</param>
/// <param name="Cells">The numbers that are not simply free, in order, of a pool that is drawn number by number; otherwise null.</param>
/// <param name="Bars">Equal parts of the range, in order, of a pool that is too large for that; otherwise null.</param>
public sealed record ReportPool(AllocationPool Pool, IReadOnlyList<long> Trend, IReadOnlyList<NumberCell>? Cells, IReadOnlyList<RangeBar>? Bars);
