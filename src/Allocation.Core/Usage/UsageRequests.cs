using Allocation.Core.Direct;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Tables;

namespace Allocation.Core.Usage;

/// <summary>
/// What the rows of a file ask of a pool: one request for each name. Rows that cannot ask for anything are mistakes; which numbers are
/// free is left to the taking.
/// </summary>
internal sealed class UsageRequests
{
    private readonly List<(DirectRequest Request, IReadOnlyList<UsageRow> Rows)> _all = [];
    private readonly bool _ifNotExists;

    /// <summary>Reads the numbers of a file as a pool writes them.</summary>
    /// <param name="session">The store.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="ifNotExists">Whether a name that holds these numbers already is fine.</param>
    /// <param name="mistakes">Gets what is wrong.</param>
    public UsageRequests(IStoreSession session, NumberPool pool, IReadOnlyList<UsageRow> rows, bool ifNotExists, LineMistakes mistakes)
    {
        _ifNotExists = ifNotExists;
        var read = new List<(UsageRow Row, NumberRange Numbers)>();
        foreach (var row in rows)
        {
            if (pool.Notation.ReadRange(row.Number, out var range).Mistake is { } mistake)
            {
                if (!row.IsOnEveryDevice) mistakes.Add(row.Line, $"'{row.Number}' cannot be of pool '{pool.Name}': {mistake}.");
            }
            else if (Mismatch(pool, row, range) is { } mismatch)
            {
                mistakes.Add(row.Line, mismatch);
            }
            else if (!row.IsOnEveryDevice || IsMeant(session, pool, row, range))
            {
                read.Add((row, range));
            }
        }

        foreach (var named in WithoutDoubles(pool, read, mistakes).GroupBy(one => NameKey.Of(Name(pool, one.Row, one.Numbers))))
            Add(pool, [.. named], mistakes);
    }

    /// <summary>The requests with the rows that make them.</summary>
    public IReadOnlyList<(DirectRequest Request, IReadOnlyList<UsageRow> Rows)> All => _all;

    // The columns are those of a request, which can be of any pool and of any number.
    private static string? Mismatch(NumberPool pool, UsageRow row, NumberRange range)
    {
        if (row.Pool is { } named && NameKey.Of(named) != NameKey.Of(pool.Name))
            return $"The row names pool '{named}', and the numbers of this file are taken from pool '{pool.Name}'.";
        return row.Count is { } count && count != range.Count
            ? $"'{row.Number}' is {range.Count} and the column Count says {count}; leave the count out."
            : null;
    }

    // A pool that would give such a number must not; where it does not, or somebody has it, there is nothing to do.
    private static bool IsMeant(IStoreSession session, NumberPool pool, UsageRow row, NumberRange range) => pool.Gives(range.From)
        && (session.Allocations.FindActive(pool.Name, pool.Notation.Write(range.From)) is not { } holder
            || NameKey.Of(holder.LeaseName) == NameKey.Of(row.Name!));

    private static IEnumerable<(UsageRow Row, NumberRange Numbers)> WithoutDoubles(NumberPool pool,
        List<(UsageRow Row, NumberRange Numbers)> read, LineMistakes mistakes)
    {
        var doubled = new HashSet<UsageRow>(ReferenceEqualityComparer.Instance);
        (UsageRow Row, NumberRange Numbers)? furthest = null;
        foreach (var one in read.OrderBy(r => r.Numbers.From).ThenBy(r => r.Row.Line))
        {
            if (furthest is { } before && before.Numbers.To > one.Numbers.From)
            {
                var (first, second) = before.Row.Line < one.Row.Line ? (before.Row, one.Row) : (one.Row, before.Row);
                mistakes.Add(second.Line,
                    $"{pool.Notation.Write(one.Numbers.From)} is in line {first.Line} already; only one line may name it.");
                doubled.Add(second);
            }

            if (furthest is null || furthest.Value.Numbers.To < one.Numbers.To) furthest = one;
        }

        return read.Where(one => !doubled.Contains(one.Row));
    }

    private static string Name(NumberPool pool, UsageRow row, NumberRange numbers) => row.Name ?? pool.Notation.Write(numbers);

    private void Add(NumberPool pool, IReadOnlyList<(UsageRow Row, NumberRange Numbers)> named, LineMistakes mistakes)
    {
        var first = named[0].Row;
        var name = Name(pool, first, named[0].Numbers);
        foreach (var (row, _) in named.Where(one => !one.Row.Notes.Equals(first.Notes) || one.Row.Term != first.Term))
        {
            mistakes.Add(row.Line, $"'{name}' is in line {first.Line} with another description, owner, tag, start or end; what a name " +
                "holds in a pool has these together.");
        }

        _all.Add((new DirectRequest(pool.Name, name)
        {
            Numbers = new NumberRangeList(named.Select(one => one.Numbers), pool.Notation),
            Notes = first.Notes,
            Term = first.Term,
            IfNotExists = _ifNotExists,
        }, [.. named.Select(one => one.Row)]));
    }
}
