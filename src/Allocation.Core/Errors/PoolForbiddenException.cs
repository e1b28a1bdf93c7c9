namespace Allocation.Core.Errors;

/// <summary>The caller is limited to other pools.</summary>
public sealed class PoolForbiddenException(string caller, string pool, IReadOnlyList<string> pools)
    : AllocationException(ErrorKind.PoolForbidden, pool,
        $"'{caller}' may not use pool '{pool}'. Its pools are: {string.Join(", ", pools)}.")
{
    /// <summary>The name of the caller.</summary>
    public string Caller { get; } = caller;

    /// <summary>The pool.</summary>
    public string Pool { get; } = pool;

    /// <summary>The pools of the caller, with wildcards.</summary>
    public IReadOnlyList<string> Pools { get; } = pools;
}
