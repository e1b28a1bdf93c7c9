using Allocation.Core.ResourcePools;

namespace Allocation.Core.Reports;

/// <summary>One resource pool in a report.</summary>
/// <param name="Pool">Its settings and what its resources do.</param>
/// <param name="Trend">How many were held at the end of each of the last days, oldest first; the last one is now.</param>
public sealed record ReportResourcePool(ResourcePoolStatus Pool, IReadOnlyList<long> Trend);
