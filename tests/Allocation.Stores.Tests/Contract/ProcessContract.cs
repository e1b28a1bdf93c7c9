using System.Globalization;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Tests.Fixtures;
using Allocation.Stores.Tests.Probes;

namespace Allocation.Stores.Tests.Contract;

/// <summary>What processes do to a store at the same time, and what is left when they are killed.</summary>
public abstract class ProcessContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    private const string Pool = "vlan";
    private const int AtOnce = 4;

    protected ProcessContract() => Store.Run(session =>
    {
        var pool = Rows.Pool(Pool) with { Range = new(0, 4094) };
        session.Pools.Add(pool);
        new FreeNumbers(session, pool, pool.CreatedAt).Fill();
    });

    /// <summary>How many services each of sixteen processes makes.</summary>
    protected virtual int ServicesEach => 50;

    /// <summary>How many processes are killed.</summary>
    protected virtual int Kills => 60;

    [Fact]
    public void Sixteen_processes_at_once_all_succeed_and_lose_none()
    {
        var count = ServicesEach.ToString(CultureInfo.InvariantCulture);
        var probes = Enumerable.Range(0, 16).Select(i =>
            new StoreProbe(["take", Text, Pool, $"p{i}", count, .. Fixture.ProbeOrders])).ToList();
        try
        {
            probes.ForEach(p => p.Go());
            Assert.All(probes, p => Assert.Empty(p.End()));
            var report = Report.Of(probes);
            Assert.Equal(16 * ServicesEach, report.Made.Count);
            Assert.Equal(Enumerable.Range(0, 2 * 16 * ServicesEach).Select(i => (long)i),
                report.Made.Values.SelectMany(n => new[] { n.North, n.South }).Order());
            LedgerCheck.Check(Store, report);
            LedgerCheck.CheckContiguous(Store, Pool, 2 * 16 * ServicesEach);
        }
        finally
        {
            probes.ForEach(p => p.Dispose());
        }
    }

    [Fact]
    public void Processes_killed_at_random_moments_leave_each_claim_whole_or_absent_and_lose_none_that_was_reported()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var probes = new List<StoreProbe>();
        try
        {
            // Those that start meanwhile disturb those that die.
            for (var kill = 0; kill < Kills + AtOnce; kill++)
            {
                probes.Add(new(["loop", Text, Pool, $"p{kill}", random.Next().ToString(CultureInfo.InvariantCulture),
                    .. Fixture.ProbeOrders]));
                probes[^1].Go();
                if (kill < AtOnce) continue;
                var victim = probes[kill - AtOnce];
                victim.AwaitFirstLine();
                using (var moment = new ManualResetEventSlim()) moment.Wait(random.Next(30));
                Assert.Empty(victim.Kill());
                Verify(probes.Take(kill - AtOnce + 1));
            }

            Assert.All(probes.Take(Kills), p => Assert.NotEmpty(p.Lines));
        }
        finally
        {
            probes.ForEach(p => p.Dispose());
        }
    }

    private string Text => Store.Uri.ToString();

    // Those that still work may remove what they said they made; what the dead have said is final.
    private void Verify(IEnumerable<StoreProbe> dead)
    {
        var report = Report.Of(dead);
        using var store = new StoreProvider().Open(StoreUri.Parse(Text, Environment.CurrentDirectory));
        LedgerCheck.Check(store, report);
    }
}
