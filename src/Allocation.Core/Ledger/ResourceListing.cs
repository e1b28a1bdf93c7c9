using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage;

namespace Allocation.Core.Ledger;

/// <summary>
/// The ledger by resource, as one walk over two sorted sources: the lines that fit, and the numbers that the pools can
/// give. Numbers without a line are carried as ranges, so that skipping and counting never touch them one by one.
/// </summary>
/// <remarks>
/// What a resource is: a number that its pool can give (in its range, not excluded), and anything that has a line which
/// fits. So a number that was cut off its pool, or one of a pool that is gone, is there as long as something is to be said of it.
/// </remarks>
/// <param name="numbers">What the pools can give, in the order of the ledger.</param>
/// <param name="lines">The lines that fit, in the order of the ledger, the lines of one resource from one state of the store.</param>
internal sealed class ResourceListing(IEnumerable<PoolPart> numbers, IEnumerable<AllocationRecord> lines)
{
    /// <summary>The listing within one transaction.</summary>
    public static ResourceListing Of(IStoreSession session, AllocationQuery query) =>
        new(Numbers(session, query), session.Allocations.Query(Lines(query)));

    /// <summary>The query for the lines of a listing: skip and take count resources.</summary>
    public static AllocationQuery Lines(AllocationQuery query) => query with { Skip = 0, Take = null };

    /// <summary>The resources, less those that the query skips, as many as it wants.</summary>
    public IEnumerable<ResourceUse> Resources(AllocationQuery query)
    {
        var (skip, take) = (query.Skip, query.Take ?? long.MaxValue);
        foreach (var run in Runs())
        {
            if (take <= 0) yield break;
            if (skip >= run.Length)
            {
                skip -= run.Length;
                continue;
            }

            foreach (var resource in run.From(skip))
            {
                if (take-- <= 0) yield break;
                yield return resource;
            }

            skip = 0;
        }
    }

    /// <summary>How many there are in all.</summary>
    public long Count() => Runs().Sum(run => run.Length);

    /// <summary>Refuses an unknown pool or resource.</summary>
    public static void RefuseUnknown(IStoreSession session, AllocationQuery query)
    {
        bool IsInLedger(AllocationQuery what) => session.Allocations.Query(what with { Take = 1 }).Any();
        if (query.Pool is { } pool && session.Pools.Find(pool) is null && session.ResourcePools.Find(pool) is null
            && !IsInLedger(new() { Pool = pool }))
        {
            throw new PoolNotFoundException(pool);
        }
        var isOfSome = query.Spans.Count > 0 || query.ResourceIds.Count > 0;
        if ((query.ResourceId is null && !isOfSome) || Numbers(session, query).Any()
            || IsInLedger(new() { Pool = query.Pool, ResourceId = query.ResourceId, ResourceIds = query.ResourceIds, Spans = query.Spans }))
        {
            return;
        }

        throw new ResourceNotFoundException(
            query.ResourceId ?? string.Join(',', query.ResourceIds));
    }

    private IEnumerable<ResourceRun> Runs()
    {
        using var unused = numbers.GetEnumerator();
        var rest = Next(unused);
        foreach (var used in Used())
        {
            var number = used.Number;
            while (rest is { } gap && IsBefore(gap, used.Use.Pool, number))
            {
                var (before, after) = Split(gap, used.Use.Pool, number);
                yield return new(gap.Pool, before, null, gap.Notation);
                rest = after.IsEmpty ? Next(unused) : gap with { Range = after };
            }

            if (rest is { } here && here.Pool == used.Use.Pool && here.Range.From == number)
                rest = here.Range.Count == 1 ? Next(unused) : here with { Range = here.Range with { From = number + 1 } };
            yield return new(used.Use.Pool, default, used.Use, PoolNotation.Numbers);
        }

        for (; rest is { } gap; rest = Next(unused)) yield return new(gap.Pool, gap.Range, null, gap.Notation);
    }

    // Lines of one resource stand side by side, because that is the order of the ledger.
    private IEnumerable<(ResourceUse Use, long Number)> Used()
    {
        List<Reservation> reservations = [];
        AllocationRecord? resource = null;
        foreach (var line in lines)
        {
            if (resource is not null && (resource.ResourceId != line.ResourceId || resource.Pool != line.Pool))
            {
                yield return Whole(resource, reservations);
                reservations = [];
            }

            resource = line;
            reservations.Add(Reservation.Of(line));
        }

        if (resource is not null) yield return Whole(resource, reservations);
    }

    /// <summary>What the pools can give, in the order of the ledger, as of now.</summary>
    public static IEnumerable<PoolPart> Numbers(IStoreSession session, AllocationQuery query)
    {
        IEnumerable<NumberPool> pools = query.Pool is { } name
            ? session.Pools.Find(name) is { } found && found.Name == name ? [found] : []
            : session.Pools.All().Where(p => !p.IsScope).OrderBy(p => p.Name, CodePointOrder.Instance).ToList();
        // A scope of services has numbers without end; only those in use are shown.
        return pools.Where(p => !p.IsScope).SelectMany(pool =>
            Named(query, pool).SelectMany(named => NotBefore(query, pool.Name, pool.Range.Intersect(named)).Except(pool.Withheld))
                .Select(range => new PoolPart(pool.Name, range, pool.Notation)));
    }

    // The numbers that are asked for, sorted; only the spelling of the ledger is the name of a resource.
    private static IReadOnlyList<NumberRange> Named(AllocationQuery query, NumberPool pool)
    {
        if (query.Spans.Count > 0 || query.ResourceIds.Count > 0)
            return NumberRange.Normalize(query.Spans.Where(span => span.Pool == pool.Name).Select(span => span.Range));
        if (query.ResourceId is not { } id) return [pool.Range];
        var reading = pool.Notation.Read(id);
        return reading.Mistake is null && pool.Notation.Write(reading.Number) == id ? [NumberRange.Of(reading.Number)] : [];
    }

    private static NumberRange NotBefore(AllocationQuery query, string pool, NumberRange range)
    {
        if (query.After is not { } after) return range;
        var order = CodePointOrder.Instance.Compare(pool, after.Pool);
        return order < 0 ? default : order > 0 ? range : range.Intersect(new(after.Number + 1, long.MaxValue));
    }

    private static (ResourceUse Use, long Number) Whole(AllocationRecord resource, List<Reservation> reservations) =>
        (new(resource.Pool, resource.ResourceId, reservations) { Value = resource.Value }, resource.Value ?? -1);

    private static PoolPart? Next(IEnumerator<PoolPart> numbers) =>
        numbers.MoveNext() ? numbers.Current : null;

    private static bool IsBefore(PoolPart gap, string pool, long number) =>
        CodePointOrder.Instance.Compare(gap.Pool, pool) is var order && (order < 0 || (order == 0 && gap.Range.From < number));

    private static (NumberRange Before, NumberRange After) Split(PoolPart gap, string pool, long number) =>
        gap.Pool == pool && gap.Range.To > number
            ? (gap.Range with { To = number }, gap.Range with { From = number })
            : (gap.Range, default);
}
