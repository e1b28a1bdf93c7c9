using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Ledger;

/// <summary>Numbers of a pool that stand side by side.</summary>
/// <param name="Pool">The name of the pool.</param>
/// <param name="Range">The numbers.</param>
/// <param name="Notation">How they are written.</param>
internal readonly record struct PoolPart(string Pool, NumberRange Range, PoolNotation Notation);
