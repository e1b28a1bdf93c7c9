using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Ledger;

/// <summary>Resources side by side in a listing: one that has a line in the ledger, or numbers of a pool that have none.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Unused">The numbers without a line; empty when <paramref name="Used"/> is there.</param>
/// <param name="Used">The one resource with lines.</param>
/// <param name="Notation">How the numbers are written.</param>
internal readonly record struct ResourceRun(string Pool, NumberRange Unused, ResourceUse? Used, PoolNotation Notation)
{
    /// <summary>How many resources it is.</summary>
    public long Length => Used is null ? Unused.Count : 1;

    /// <summary>Its resources, made as they are taken, without the first few.</summary>
    public IEnumerable<ResourceUse> From(long skip)
    {
        if (Used is not null)
        {
            yield return Used;
            yield break;
        }

        for (var number = Unused.From + skip; number < Unused.To; number++)
            yield return new(Pool, Notation.Write(number), []) { Value = number };
    }
}
