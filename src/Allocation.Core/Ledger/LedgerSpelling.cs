using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage;

namespace Allocation.Core.Ledger;

/// <summary>A query with pool and resource as the ledger writes them.</summary>
internal static class LedgerSpelling
{
    // What people write well is no mistake, even if no pool has such.
    private static readonly PoolNotation[] s_knownForms =
    [
        PoolNotation.Numbers, AddressNotation.Of("0.0.0.0/0"), AddressNotation.Of("::/0"), MacNotation.Of("00"),
    ];

    /// <summary>The query.</summary>
    /// <exception cref="InvalidAllocationException">The pool writes its resources otherwise, or a range is written wrongly.</exception>
    /// <exception cref="ResourceNotFoundException">A text is nothing to any pool, and the ledger has no such resource.</exception>
    public static AllocationQuery Of(IStoreSession session, AllocationQuery query)
    {
        if (query.ResourceId is { } id && NumberTexts.Split([id]).Contains(""))
            throw new InvalidAllocationException(null, $"'{id}' must have a resource or a range before and behind each comma.");
        if (query.Pool is not { } name) return OfAnyPool(session, query);
        if (session.Pools.Find(name) is { } pool) return OfPool(session, query with { Pool = pool.Name }, pool.Notation);
        var spelled = session.ResourcePools.Find(name) is { } things ? query with { Pool = things.Name } : query;
        return OfPool(session, spelled, FirstLine(session, spelled.Pool) is { } line && IsNumber(line) ? PoolNotation.Numbers : null);
    }

    // Without a notation, resources have no more than their ids.
    private static AllocationQuery OfPool(IStoreSession session, AllocationQuery query, PoolNotation? notation)
    {
        if (query.ResourceId is not { } id) return query;
        if (notation?.Read(id) is { Mistake: null } one)
            return query with { ResourceId = notation.Write(one.Number), ResourceNumber = one.Number };
        var (texts, spans) = (NumberTexts.Split([id]).ToList(), new List<PoolPart>());
        foreach (var text in texts)
        {
            var range = default(NumberRange);
            var reading = notation?.ReadPart(text, out range);
            if (reading is { Mistake: null }) spans.Add(new(query.Pool!, range, notation!));
            else if (!IsFine(notation, reading, text) && !IsInLedger(session, query.Pool, text))
            {
                throw reading is { Mistake: { } mistake }
                    ? new InvalidAllocationException(null, $"'{text}' cannot be a resource of pool '{query.Pool}': {mistake}.")
                    : new ResourceNotFoundException(text);
            }
        }

        return texts.Count == 1 && spans.Count == 0
            ? query with { ResourceNumber = -1 }
            : query with { ResourceId = null, ResourceIds = texts, Spans = spans };
    }

    // A resource that a pool cannot have, or that nobody has, is no mistake.
    private static bool IsFine(PoolNotation? notation, Reading? reading, string text) =>
        notation is null ? LedgerText.Number(text) is not null : reading is { IsOutside: true };

    private static AllocationQuery OfAnyPool(IStoreSession session, AllocationQuery query)
    {
        var id = query.ResourceId!;
        if (LedgerText.Number(id) is not null) return query;
        var pools = session.Pools.All().Where(pool => !pool.IsScope).ToList();
        var spellings = pools.Where(pool => pool.Notation.Stored is not null)
            .Select(pool => (pool.Notation, Reading: pool.Notation.Read(id)))
            .Where(found => found.Reading.Mistake is null)
            .Select(found => found.Notation.Write(found.Reading.Number)).ToList();
        var spelled = spellings.Count > 0 && !spellings.Contains(id) ? spellings[0] : id;

        // What is one resource of a pool, such as a subnet, can be many of another one, or within one.
        var notations = pools.Select(pool => (pool.Name, pool.Notation)).Concat(NumbersOfOthers(session)).ToList();
        var (texts, spans) = (NumberTexts.Split([spelled]).ToList(), new List<PoolPart>());
        foreach (var text in texts) spans.AddRange(Spans(session, notations, text));
        return texts.Count == 1 && spans.Count == spellings.Count
            ? query with { ResourceId = spelled }
            : query with { ResourceId = null, ResourceIds = texts, Spans = spans };
    }

    // The text in every pool that has such; a number has one spelling.
    private static List<PoolPart> Spans(IStoreSession session, List<(string Name, PoolNotation Notation)> pools, string text)
    {
        var (spans, isKnown) = (new List<PoolPart>(), false);
        foreach (var (name, notation) in pools)
        {
            var reading = notation.ReadPart(text, out var range);
            isKnown |= reading.Mistake is null || reading.IsOutside;
            var isName = notation.Stored is null && range.Count == 1 && notation.Write(range.From) != text;
            if (reading.Mistake is null && !isName) spans.Add(new(name, range, notation));
        }

        if (!isKnown && Mistake(text) is { } mistake && !IsInLedger(session, null, text)) throw mistake;
        return spans;
    }

    private static AllocationException? Mistake(string text)
    {
        var readings = s_knownForms.Select(form => form.ReadPart(text, out _)).ToList();
        if (readings.Exists(reading => reading.Mistake is null || reading.IsOutside)) return null;
        var mistake = readings.Find(reading => reading.IsBackwards).Mistake
            ?? (text.Contains('/', StringComparison.Ordinal) ? AddressBlock.Read(text, out _) : null);
        return mistake is null
            ? new ResourceNotFoundException(
                text,
                "A number is written 150, a range 150-160; an address, a network and a name are written as the pool writes them.")
            : new InvalidAllocationException(null, $"'{text}' cannot be a resource: {mistake}.");
    }

    // Inventories and pools that are gone: only their lines tell what they gave. Each step is one look into the order of the ledger.
    private static IEnumerable<(string Name, PoolNotation Notation)> NumbersOfOthers(IStoreSession session)
    {
        for (var line = FirstLine(session, null); line is not null; line = FirstLine(session, null, line.Pool))
        {
            if (IsNumber(line) && session.Pools.Find(line.Pool) is null) yield return (line.Pool, PoolNotation.Numbers);
        }
    }

    private static AllocationRecord? FirstLine(IStoreSession session, string? pool, string? behind = null)
    {
        var after = behind is null ? null : new LedgerPosition(behind, long.MaxValue, "", "");
        return session.Allocations.Query(new() { Pool = pool, After = after, Take = 1 }).FirstOrDefault();
    }

    private static bool IsNumber(AllocationRecord line) => line.Value is { } value && LedgerText.Of(value) == line.ResourceId;

    private static bool IsInLedger(IStoreSession session, string? pool, string id) =>
        session.Allocations.Query(new() { Pool = pool, ResourceId = id, Take = 1 }).Any();
}
