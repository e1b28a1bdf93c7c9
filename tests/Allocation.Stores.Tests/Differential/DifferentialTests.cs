using Allocation.Stores.Tests.Fixtures;
using Allocation.Stores.Tests.Saboteurs;

namespace Allocation.Stores.Tests.Differential;

/// <summary>The same operations on every store: each answers the same and holds the same after each of them.</summary>
public sealed class DifferentialTests
{
    private const int Scripts = 3;
    private const int Steps = 180;

    [Fact]
    public void Stores_in_files_do_the_same_as_the_one_in_memory() =>
        Compare(() => [new MemoryFixture(), new JsonFixture(), new SqliteFixture()]);

    [Fact]
    public void PostgreSQL_does_the_same_as_the_store_in_memory() => Compare(() => [new MemoryFixture(), new PostgresFixture()]);

    [Fact]
    public void A_store_that_does_otherwise_is_found() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Compare(() => [new MemoryFixture(), new SabotagedFixture<HandsOutTwice>()]));

    private static void Compare(Func<StoreFixture[]> open)
    {
        for (var i = 0; i < Scripts; i++)
        {
            var seed = Random.Shared.Next();
            TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
            var replicas = Array.ConvertAll(open(), fixture => new Replica(fixture, seed));
            try
            {
                Run(new Script(new Random(seed)), replicas);
            }
            finally
            {
                Array.ForEach(replicas, r => r.Dispose());
            }
        }
    }

    private static void Run(Script script, Replica[] replicas)
    {
        for (var step = 0; step < Steps; step++)
        {
            var (what, operation) = script.Next();
            TestContext.Current.TestOutputHelper?.WriteLine($"{step}: {what}");
            var (answer, state) = (replicas[0].Do(operation), replicas[0].Export());
            TestContext.Current.TestOutputHelper?.WriteLine($"   {answer}");
            foreach (var other in replicas.Skip(1))
            {
                Assert.Equal(answer, other.Do(operation));
                Assert.Equal(state, other.Export());
            }
        }
    }
}
