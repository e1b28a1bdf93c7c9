using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;

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

    /// <summary>Whether the same name in the same pool gives what is there, or is an error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Reads numbers as people write them: <c>150</c>, <c>150,152</c>, <c>150-159</c>, parted by commas or one by one.</summary>
    /// <param name="name">The name that they are asked for, for messages.</param>
    /// <param name="texts">The texts.</param>
    /// <exception cref="InvalidAllocationException">One of them is neither a number nor a range, or a number is there twice.</exception>
    internal static NumberRangeList ReadNumbers(string? name, IEnumerable<string?> texts)
    {
        var ranges = new List<NumberRange>();
        foreach (var text in texts.SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries)))
        {
            if (!NumberRange.TryParse(text, out var range))
                throw new InvalidAllocationException(name, $"'{name}' cannot have '{text}': it is neither {NumberRange.Forms}.");
            if (ranges.Find(r => !r.Intersect(range).IsEmpty) is { IsEmpty: false } other)
                throw new InvalidAllocationException(name,
                    $"'{name}' asks for {range.Intersect(other).From} twice, with {other} and {range}: each number must be there once.");
            ranges.Add(range);
        }

        return new NumberRangeList(ranges);
    }

    /// <summary>A digest of requests: the same for the same arguments, whatever the case of names.</summary>
    internal static string Fingerprint(IEnumerable<DirectRequest> requests)
    {
        var lines = requests.Select(r =>
            $"direct\0{NameKey.Of(r.Pool)}\0{NameKey.Of(r.Name)}\0{r.Numbers}\0{r.Count}\0{r.Contiguous}\0{r.IfNotExists}"
            + $"\0{r.Term.Start:O}\0{r.Term.End:O}\0{r.Term.Lifetime}");
        return RequestId.Fingerprint(string.Join('\n', lines));
    }

    /// <summary>How many numbers are asked for.</summary>
    internal long Wanted => Count ?? (Numbers.Count > 0 ? Numbers.Sum(range => range.Count) : 1);

    /// <summary>What is asked for, for people: <c>150-152</c>, <c>the next number</c>, <c>5 numbers in a row</c>.</summary>
    internal string What =>
        Numbers.Count > 0 ? $"{Numbers}" : Wanted == 1 ? "the next number" : $"{Wanted} numbers{(Contiguous ? " in a row" : "")}";

    /// <summary>What is wrong with it at <paramref name="now"/>, whatever the store holds; null when nothing is.</summary>
    internal InvalidAllocationException? Mistake(DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(Name))
            return new(Name, "A direct allocation must have a name, under which it is found and given back.");
        if (NameRules.Mistake(Name, 200) is { } mistake) return new(Name, $"The name of a direct allocation {mistake}.");
        if (string.IsNullOrWhiteSpace(Pool)) return new(Name, $"'{Name}' must say from which pool.");
        if (PoolReference.IsExternal(Pool))
            return new(Name,
                $"'{Name}' cannot take from '{Pool}' directly: only pools of the store give numbers so. A service takes from a pool file " +
                "or an inventory.");
        if (MistakeOfNumbers() is { } wrong) return new(Name, $"'{Name}' cannot have that of pool '{Pool}': {wrong}.");
        return Term.Mistake(now) is { } term ? new(Name, $"'{Name}' cannot be held for that time: {term}.") : null;
    }

    private string? MistakeOfNumbers()
    {
        var exact = Numbers.Aggregate(0m, (sum, range) => sum + range.Count);
        if (Count is < 1) return $"the count must be at least 1, not {Count}";
        if (Count > Most || exact > Most) return $"one request takes at most {Most} numbers, not {Math.Max(Count ?? 0, exact)}";
        if (Numbers.Count > 0 && Count is { } count && count != exact)
            return $"{Numbers} is {exact} numbers and the count says {count}; leave the count out";
        return Numbers.Count > 1 && Contiguous ? $"{Numbers} is not in a row" : null;
    }
}
