using Allocation.Stores.Memory;

namespace Allocation.Stores.Tests.Memory;

/// <summary>The index beside a sorted dictionary, by random changes.</summary>
public sealed class MemoryIndexTests
{
    private const int Changes = 6_000;
    private const int Keys = 900;

    [Fact]
    public void It_has_the_rows_of_a_sorted_dictionary_and_never_changes()
    {
        var random = Seeded();
        var (index, model) = (new MemoryIndex<long, string>(KeyOrder.Number, null), new SortedDictionary<long, string>());
        var former = new List<(MemoryIndex<long, string> Index, List<string> Rows)>();
        for (var i = 0; i < Changes; i++)
        {
            // More and more, then fewer and fewer.
            index = Change(random, index, model, removing: i < Changes / 2 ? 0.2 : 0.8);
            if (i % 50 != 0) continue;
            Check(random, index, model);
            former.Add((index, [.. model.Values]));
        }

        Assert.All(former, was => Assert.Equal(was.Rows, was.Index.Rows));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void While_it_is_loaded_it_changes_itself_and_never_after(bool inOrder)
    {
        var random = Seeded();
        var load = new MemoryLoad();
        var model = new SortedDictionary<long, string>();
        var loading = new MemoryIndex<long, string>(KeyOrder.Number, load);
        for (var i = 0; i < Changes; i++)
        {
            if (inOrder) Assert.Same(loading, loading.With(i, model[i] = $"{i}"));
            else Assert.Same(loading, Change(random, loading, model, removing: 0.2));
            if (i % 500 == 0) Check(random, loading, model);
        }

        load.End();
        var rows = model.Values.ToList();
        var after = Change(random, loading.With(-1, "one more").Without(rows.Count / 2), model, removing: 0.5);
        Assert.NotSame(loading, after);
        Assert.Equal(rows, loading.Rows);
    }

    private static MemoryIndex<long, string> Change(Random random, MemoryIndex<long, string> index, SortedDictionary<long, string> model,
        double removing)
    {
        long key = random.Next(Keys);
        if (random.NextDouble() < removing)
        {
            model.Remove(key);
            return index.Without(key);
        }

        var row = $"{key} {random.Next()}";
        return index.With(key, model[key] = row);
    }

    private static void Check(Random random, MemoryIndex<long, string> index, SortedDictionary<long, string> model)
    {
        var (from, to) = ((long)random.Next(-1, Keys + 1), (long)random.Next(-1, Keys + 1));
        var between = model.Where(pair => pair.Key >= from && pair.Key < to).Select(pair => pair.Value).ToList();
        Assert.Equal(model.Values, index.Rows);
        Assert.Equal(between, index.Between(from, to));
        Assert.Equal(between.AsEnumerable().Reverse(), index.Backwards(from, to));
        Assert.Equal(model.Where(pair => pair.Key >= from).Select(pair => pair.Value), index.From(from));
        if (from <= to) Assert.Equal(between.Count, index.CountBetween(from, to));
        Assert.Equal(model.TryGetValue(from, out var there), index.TryFind(from, out var found));
        Assert.Equal(there, found);
        Assert.Equal(model.ContainsKey(to), index.Contains(to));
        Assert.Equal(model.Keys.Any(key => key < from), index.TryBefore(from, out var before, out _));
        if (model.Keys.Any(key => key < from)) Assert.Equal(model.Keys.Last(key => key < from), before);
        Assert.Equal(model.Keys.Any(key => key >= from), index.TryFrom(from, out var next, out _));
        if (model.Keys.Any(key => key >= from)) Assert.Equal(model.Keys.First(key => key >= from), next);
    }

    private static Random Seeded()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        return new(seed);
    }
}
