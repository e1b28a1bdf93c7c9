using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Direct;

/// <summary>What a caller asks for directly: numbers of one pool, held under a name.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Name">The name: 1 to 200 characters; one name holds once in a pool.</param>
public sealed record DirectRequest(string Pool, string Name)
{
    /// <summary>How many numbers one request takes at the most.</summary>
    public const int Most = 100_000;

    /// <summary>Exactly these numbers; none for any.</summary>
    public NumberRangeList Numbers { get; init; } = new([]);

    /// <summary>How many; null for one, or for as many as <see cref="Numbers"/> has.</summary>
    public long? Count { get; init; }

    /// <summary>Whether the numbers must stand side by side.</summary>
    public bool Contiguous { get; init; }

    /// <summary>From when to when they shall be held.</summary>
    public LeaseTerm Term { get; init; } = LeaseTerm.Open;

    /// <summary>What is noted of them.</summary>
    public NoteSet Notes { get; init; } = NoteSet.None;

    /// <summary>Whether the same name in the same pool gives what is there, or is an error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Exactly these, as the pool writes them, alone or as ranges with both ends, parted by commas or one by one; in place of
    /// <see cref="Numbers"/>.</summary>
    public IReadOnlyList<string> ResourceIds { get; init; } = [];

    /// <summary>The same request with its numbers read as the pool writes them.</summary>
    /// <exception cref="InvalidAllocationException">One of them cannot be read, or is there twice.</exception>
    /// <exception cref="ValueOutOfRangeException">One of them is not in the network, or behind the prefix, of the pool.</exception>
    internal DirectRequest Resolved(NumberPool pool)
    {
        if (ResourceIds.Count == 0) return this;
        var ranges = new List<NumberRange>();
        foreach (var text in NumberTexts.Split(ResourceIds))
        {
            if (pool.Notation.ReadRange(text, out var range) is { Mistake: { } mistake } wrong)
            {
                throw wrong.IsOutside
                    ? PoolErrors.OutOfRange(pool, text, mistake)
                    : new InvalidAllocationException(Name, $"'{Name}' cannot have '{text}' of pool '{pool.Name}': {mistake}.");
            }

            if (ranges.Find(r => !r.Intersect(range).IsEmpty) is { IsEmpty: false } other)
                throw new InvalidAllocationException(Name,
                    $"'{Name}' asks for {pool.Notation.Write(range.Intersect(other).From)} twice, with {pool.Notation.Write(other)} and " +
                    $"{pool.Notation.Write(range)}; ask for it once.");
            ranges.Add(range);
        }

        return this with { Numbers = new NumberRangeList(ranges, pool.Notation), ResourceIds = [] };
    }

    /// <summary>A digest of requests: the same for the same arguments, whatever the case of names.</summary>
    internal static string Fingerprint(IEnumerable<DirectRequest> requests)
    {
        var lines = requests.Select(r =>
            $"direct\0{NameKey.Of(r.Pool)}\0{NameKey.Of(r.Name)}\0{r.Asked}\0{r.Count}\0{r.Contiguous}\0{r.IfNotExists}"
            + $"\0{r.Term.Start:O}\0{r.Term.End:O}\0{r.Term.Lifetime}" + (r.Notes.IsEmpty ? "" : $"\0{r.Notes.ToJson()}"));
        return RequestId.Fingerprint(string.Join('\n', lines));
    }

    // Numbers are the same in every spelling; of other texts only the pool knows.
    private string Asked => ResourceIds.Count == 0 ? $"{Numbers}"
        : NumberTexts.Split(ResourceIds).ToList() is var texts && texts.TrueForAll(text => NumberRange.TryParse(text, out _))
            ? $"{new NumberRangeList(texts.Select(NumberRange.Parse))}"
            : string.Join(',', texts);

    /// <summary>Whether exactly one is asked for, as far as the request tells by itself.</summary>
    internal bool IsOfOne => ResourceIds.Count == 0 ? Wanted == 1
        : Count is null or 1 && NumberTexts.Split(ResourceIds).ToList() is [var text]
            && (NumberRange.TryParse(text, out var range) ? range.Count == 1 : !text.Contains('-', StringComparison.Ordinal));

    /// <summary>How many numbers are asked for.</summary>
    internal long Wanted => Count ?? (Numbers.Count > 0 ? Numbers.Sum(range => range.Count) : 1);

    /// <summary>What is asked for, for people: <c>150-152</c>, <c>the next number</c>, <c>5 numbers in a row</c>.</summary>
    internal string What =>
        ResourceIds.Count > 0 || Numbers.Count > 0 ? Asked
        : Wanted == 1 ? "the next number" : $"{Wanted} numbers{(Contiguous ? " in a row" : "")}";

    /// <summary>What is wrong with it at <paramref name="now"/>, whatever the store holds; null when nothing is.</summary>
    internal InvalidAllocationException? Mistake(DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(Name))
            return new(Name, "A direct allocation must have a name, under which it is found and given back.");
        if (NameRules.Mistake(Name, 200) is { } mistake) return new(Name, $"The name of a direct allocation {mistake}.");
        if (string.IsNullOrWhiteSpace(Pool))
            return new(Name, $"'{Name}' must say from which pool. Name one in the command, or in the column Pool of each row.");
        if (PoolReference.IsExternal(Pool))
            return new(Name,
                $"'{Name}' cannot take from '{Pool}' directly: only pools of the store give numbers so. A service takes from a pool file " +
                "or an inventory.");
        return Term.Mistake(now) is { } term ? new(Name, $"'{Name}' cannot be held for that time: {term}.") : MistakeOfNumbers();
    }

    /// <summary>What is wrong with the numbers, which were read; null when nothing is.</summary>
    internal InvalidAllocationException? MistakeOfNumbers() =>
        Wrong() is { } wrong ? new(Name, $"'{Name}' cannot have that of pool '{Pool}': {wrong}.") : null;

    private string? Wrong()
    {
        var exact = Numbers.Aggregate(0m, (sum, range) => sum + range.Count);
        if (Count is < 1) return $"the count must be at least 1, not {Count}";
        if (Count > Most || exact > Most) return $"one request takes at most {Most} numbers, not {Math.Max(Count ?? 0, exact)}";
        if (Numbers.Count > 0 && Count is { } count && count != exact)
            return $"{Numbers} is {exact} numbers and the count says {count}; leave the count out";
        return Numbers.Count > 1 && Contiguous ? $"{Numbers} is not in a row" : null;
    }
}
