using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Core.Access;

/// <summary>The pools that a caller may see and use.</summary>
/// <param name="caller">The name of the caller, for messages.</param>
/// <param name="patterns">Names of pools with wildcards; null for all pools.</param>
internal sealed class PoolScope(string caller, IReadOnlyList<string>? patterns)
{
    private readonly NamePattern[] _patterns = [.. (patterns ?? []).Select(pattern => new NamePattern(pattern))];

    /// <summary>All pools.</summary>
    public static PoolScope All { get; } = new("", null);

    /// <summary>Whether it is only some pools.</summary>
    public bool IsLimited => patterns is not null;

    /// <summary>Whether a pool is one of them.</summary>
    public bool Includes(string pool) => patterns is null || _patterns.Any(pattern => pattern.Matches(pool));

    /// <summary>Whether all are among them.</summary>
    public bool IncludesAll(IEnumerable<string> pools) => patterns is null || pools.All(Includes);

    /// <summary>Refuses any other pool.</summary>
    /// <exception cref="PoolForbiddenException">It is another one.</exception>
    public void Need(string pool)
    {
        if (!Includes(pool)) throw new PoolForbiddenException(caller, pool, patterns!);
    }
}
