using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Reports;

/// <summary>What a reader looks for. What fits has each word in one of its texts, without regard to case, or is a number that the word
/// means in its pool: one, a range, or a network, in whatever notation.</summary>
internal sealed class ReportSearch
{
    private readonly string[] _words;
    private readonly Dictionary<string, Meaning> _pools = [];

    // Where no pool of ours says how numbers are written.
    private readonly Meaning _plain;

    /// <summary>A search.</summary>
    /// <param name="text">The words, parted by blanks; empty for everything.</param>
    /// <param name="pools">The pools of numbers.</param>
    public ReportSearch(string text, IReadOnlyList<AllocationPool> pools)
    {
        _words = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        _plain = MeaningIn(PoolNotation.Numbers);
        if (IsAll) return;
        foreach (var pool in pools) _pools[pool.Name] = MeaningIn(pool.Writing);
    }

    /// <summary>Whether everything fits.</summary>
    public bool IsAll => _words.Length == 0;

    /// <summary>How many words there are.</summary>
    public int Words => _words.Length;

    /// <summary>Whether texts fit.</summary>
    public bool Fits(params ReadOnlySpan<string?> texts)
    {
        for (var word = 0; word < _words.Length; word++)
            if (!HasWord(word, texts)) return false;
        return true;
    }

    /// <summary>Whether what is held fits.</summary>
    /// <param name="line">It, whose resource, pool and attribute are looked at.</param>
    /// <param name="texts">What else is looked at.</param>
    public bool Fits(AllocationRecord line, params ReadOnlySpan<string?> texts)
    {
        for (var word = 0; word < _words.Length; word++)
            if (!HasWord(word, line) && !HasWord(word, texts)) return false;
        return true;
    }

    /// <summary>Whether a resource of a pool fits.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="resource">The resource, as it is written.</param>
    /// <param name="texts">What else is looked at.</param>
    public bool Fits(string pool, string resource, params ReadOnlySpan<string?> texts)
    {
        var number = IsAll || In(pool).Writing.Read(resource) is not { Mistake: null } read ? null : (long?)read.Number;
        for (var word = 0; word < _words.Length; word++)
            if (!HasWord(word, pool, resource) && !HasWord(word, texts) && !Means(word, pool, number)) return false;
        return true;
    }

    /// <summary>Whether a pool fits: by what is said of it, or because it gives the numbers.</summary>
    public bool Fits(AllocationPool pool)
    {
        for (var word = 0; word < _words.Length; word++)
            if (!HasWord(word, pool) && In(pool.Name).Of[word].Intersect(new(pool.From, pool.To)).IsEmpty) return false;
        return true;
    }

    /// <summary>Whether a word is in one of the texts.</summary>
    public bool HasWord(int word, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            if (text is not null && text.Contains(_words[word], StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>Whether a word is in what is held.</summary>
    public bool HasWord(int word, AllocationRecord line) =>
        HasWord(word, line.ResourceId, line.Pool, line.Attribute) || Means(word, line.Pool, line.Value);

    /// <summary>The one number of a pool that is looked for; null when none is, or several are.</summary>
    public long? NumberOf(AllocationPool pool)
    {
        long? found = null;
        for (var word = 0; word < _words.Length; word++)
        {
            if (In(pool.Name).Of[word] is { Count: 1 } one && new NumberRange(pool.From, pool.To).Contains(one.From))
            {
                if (found is { } other && other != one.From) return null;
                found = one.From;
            }
            else if (!HasWord(word, pool)) return null;
        }

        return found;
    }

    private bool HasWord(int word, AllocationPool pool) =>
        HasWord(word, pool.Name, pool.Gives, pool.Description, pool.Owner) || HasWord(word, [.. pool.Tag]);

    private bool Means(int word, string pool, long? number) => number is { } one && In(pool).Of[word].Contains(one);

    private Meaning In(string pool) => _pools.GetValueOrDefault(pool, _plain);

    private Meaning MeaningIn(PoolNotation writing) => new(writing, Array.ConvertAll(_words,
        word => writing.ReadPart(word, out var range).Mistake is null ? range : default));

    // The numbers that each word means in a pool; an empty range where it means none.
    private sealed record Meaning(PoolNotation Writing, NumberRange[] Of);
}
