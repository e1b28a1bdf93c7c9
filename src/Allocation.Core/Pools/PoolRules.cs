using Allocation.Core.Errors;

namespace Allocation.Core.Pools;

/// <summary>What makes a number pool acceptable.</summary>
internal static class PoolRules
{
    /// <summary>The longest reuse delay.</summary>
    public static TimeSpan MaxReuseDelay { get; } = TimeSpan.FromDays(3650);

    /// <summary>The pool with the change applied, exclusions sorted and joined.</summary>
    /// <exception cref="InvalidPoolException">The result is not a pool.</exception>
    public static NumberPool Apply(NumberPool pool, PoolChange change)
    {
        var range = new NumberRange(change.From ?? pool.Range.From, change.To ?? pool.Range.To);
        if (range.From < 0) throw Mistake(pool, $"its numbers must begin at 0 or above, not at {range.From}");
        if (range.To < range.From)
            throw Mistake(pool,
                $"'to' ({range.To}) must not be below 'from' ({range.From}); the pool has 'from' up to the number before 'to'");

        var excluded = change.Excluded is null
            ? NumberRange.Normalize(pool.Excluded.Select(e => e.Intersect(range)))
            : NumberRange.Normalize(change.Excluded);
        foreach (var outside in excluded.Where(e => e.Intersect(range) != e))
            throw Mistake(pool, $"it must not exclude {outside}, which is not within {range}");

        var delay = change.ReuseDelay ?? pool.ReuseDelay;
        if (delay < TimeSpan.Zero || delay > MaxReuseDelay)
            throw Mistake(pool, $"its reuse delay must be between 0 and {MaxReuseDelay.Days} days, not {delay}");
        if (change.Strategy is { } strategy && !Enum.IsDefined(strategy))
            throw Mistake(pool, $"its strategy must be one of {string.Join(", ", Enum.GetNames<PoolStrategy>())}, not '{strategy}'");

        return pool with { Range = range, Excluded = excluded, Strategy = change.Strategy ?? pool.Strategy, ReuseDelay = delay };
    }

    private static InvalidPoolException Mistake(NumberPool pool, string what) =>
        new(pool.Name, $"Pool '{pool.Name}' is not valid: {what}.");
}
