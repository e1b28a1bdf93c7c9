using Allocation.Core.Pools;

namespace Allocation.Core.Storage.Documents;

/// <summary>A number pool with all that is free or cooling in it, as one row of a document.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Free">Its free ranges in order.</param>
/// <param name="Cooling">Its cooling numbers in order.</param>
internal sealed record PoolDocument(NumberPool Pool, IReadOnlyList<FreeRange> Free, IReadOnlyList<CoolingNumber> Cooling);
