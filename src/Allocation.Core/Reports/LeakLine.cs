namespace Allocation.Core.Reports;

/// <summary>A resource that is held and should not be.</summary>
/// <param name="Pool">Its pool.</param>
/// <param name="ResourceId">The resource.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="Since">When it was taken, UTC.</param>
/// <param name="Reason">Why it should not be held, as a clause.</param>
public sealed record LeakLine(string Pool, string ResourceId, string Holder, DateTimeOffset Since, string Reason);
