using Allocation.Core.Errors;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Pools.Use;

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
        if (change.Notation is { } notation) pool = pool with { Notation = notation, Range = notation.Usual ?? pool.Range };
        pool = WithExclusions(WithRange(pool, change), change);
        var delay = change.ReuseDelay ?? pool.ReuseDelay;
        if (delay < TimeSpan.Zero || delay > MaxReuseDelay)
            throw Mistake(pool, $"its reuse delay must be between 0 and {MaxReuseDelay.Days} days, not {delay}");
        if (change.Strategy is { } strategy && !Enum.IsDefined(strategy))
            throw Mistake(pool, $"its strategy must be one of {string.Join(", ", Enum.GetNames<PoolStrategy>())}, not '{strategy}'");

        return pool with
        {
            Strategy = change.Strategy ?? pool.Strategy,
            ReuseDelay = delay,
            WarnAt = UseWarnings.Limit(pool.Name, change.WarnAt, pool.WarnAt),
            Notes = change.Notes.ApplyTo(pool.Notes),
        };
    }

    private static NumberPool WithRange(NumberPool pool, PoolChange change)
    {
        // An object of a listing carries the range that the pool has.
        var isByNumber = (change.From ?? pool.Range.From) != pool.Range.From || (change.To ?? pool.Range.To) != pool.Range.To;
        if (change.Ranges.Count > 0)
        {
            if (isByNumber) throw Mistake(pool, "its range must be given with 'from' and 'to' or with 'range', not with both");
            var ranges = NumberRange.Normalize(Read(pool, change.Ranges, "have"));
            if (ranges.Count == 0) throw Mistake(pool, "its range must not be empty");
            var hull = new NumberRange(ranges[0].From, ranges[^1].To);
            return pool with { Range = hull, Gaps = [.. hull.Except(ranges)] };
        }

        if (isByNumber && pool.Notation.Kind is not (NotationKind.Number or NotationKind.Text))
            throw Mistake(pool, $"'from' and 'to' are numbers, and it gives {pool.Notation.Several}; 'range' says which");
        var range = new NumberRange(change.From ?? pool.Range.From, change.To ?? pool.Range.To);
        if (range.From < 0) throw Mistake(pool, $"its numbers must begin at 0 or above, not at {range.From}");
        if (range.To < range.From)
            throw Mistake(pool,
                $"'to' ({range.To}) must not be below 'from' ({range.From}); the pool has 'from' up to the number before 'to'");
        if (range.To > pool.Notation.Whole.To)
            throw Mistake(pool, $"'to' must be at most {pool.Notation.Whole.To}, not {range.To}: it gives {pool.Notation.Title}");
        return pool with { Range = range, Gaps = NumberRange.Normalize(pool.Gaps.Select(gap => gap.Intersect(range))) };
    }

    private static NumberPool WithExclusions(NumberPool pool, PoolChange change)
    {
        var replaces = change.Excluded is not null || change.Exclude is not null;
        if (replaces && (change.AddExclude.Count > 0 || change.RemoveExclude.Count > 0))
            throw Mistake(pool, "'exclude' replaces all exclusions, and must not be combined with those to add or remove");
        var stated = change.Excluded ?? (change.Exclude is { } texts ? Read(pool, texts, "exclude") : null)
            ?? pool.Excluded.Select(e => e.Intersect(pool.Range));
        var added = Read(pool, change.AddExclude, "exclude");
        var removed = NumberRange.Normalize(Read(pool, change.RemoveExclude, "give"));
        var excluded = NumberRange.Normalize(stated);
        foreach (var given in removed.SelectMany(r => r.Except(excluded)))
            throw Mistake(pool, $"it cannot give {pool.Notation.Write(given)} again, which it does not exclude");

        excluded = NumberRange.Normalize(excluded.SelectMany(e => e.Except(removed)).Concat(added));
        foreach (var outside in excluded.Where(e => e.Intersect(pool.Range) != e))
            throw Mistake(pool,
                $"it must not exclude {pool.Notation.Write(outside)}, which is not within {pool.Notation.Write(pool.Range)}");
        return pool with { Excluded = excluded };
    }

    private static List<NumberRange> Read(NumberPool pool, IEnumerable<string> texts, string verb)
    {
        var ranges = new List<NumberRange>();
        foreach (var text in NumberTexts.Split(texts))
        {
            if (pool.Notation.ReadRange(text, out var range).Mistake is { } mistake)
                throw Mistake(pool, $"it cannot {verb} '{text}', because {mistake}");
            ranges.Add(range);
        }

        return ranges;
    }

    private static InvalidPoolException Mistake(NumberPool pool, string what) =>
        new(pool.Name, $"Pool '{pool.Name}' is not valid: {what}.");
}
