using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Pools;

/// <summary>Keeps two pools of a store from naming the same addresses: each would give them, and neither would know of the other.</summary>
internal static class PoolOverlap
{
    /// <summary>Refuses a pool that meets another one of the store.</summary>
    /// <param name="session">The session.</param>
    /// <param name="old">The pool before a change; null for a new one. What it had already is not asked about again.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="isAllowed">Whether the caller wants it so.</param>
    /// <exception cref="InvalidPoolException">It meets another one.</exception>
    public static void Refuse(IStoreSession session, NumberPool? old, NumberPool pool, bool isAllowed)
    {
        if (isAllowed || pool.Notation.Stored is null || old?.Range == pool.Range) return;
        var key = NameKey.Of(pool.Name);
        foreach (var other in session.Pools.All().Where(p => NameKey.Of(p.Name) != key && !p.IsScope).ToList())
        {
            var shared = pool.Notation.Shared(other.Notation, other.Range).Intersect(pool.Range);
            if (shared.IsEmpty || (old is not null && shared.Intersect(old.Range) == shared)) continue;
            throw new InvalidPoolException(pool.Name,
                $"Pool '{pool.Name}' is not valid: it overlaps pool '{other.Name}' in {pool.Notation.Write(shared)}, so both would give " +
                "the same. Choose another network or range.")
            {
                WayOut = WayOut.AllowOverlap,
            };
        }
    }
}
