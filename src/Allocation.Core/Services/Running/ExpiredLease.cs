using Allocation.Core.Errors;
using Allocation.Core.Ledger;

namespace Allocation.Core.Services.Running;

/// <summary>A lease that was past its end, and what became of it.</summary>
/// <param name="Lease">Who held something.</param>
/// <param name="EndDate">When it should have ended.</param>
/// <param name="Failure">Why it still holds; null when all of it was given back.</param>
internal sealed record ExpiredLease(Lease Lease, DateTimeOffset EndDate, AllocationException? Failure);
