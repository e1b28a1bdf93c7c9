using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class LedgerQueryContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Fact]
    public void Lease_names_fit_with_wildcards_and_without_case()
    {
        Store.Run(session =>
        {
            session.Allocations.Add(Number("r1", 1) with { LeaseName = "Tenant-7" });
            session.Allocations.Add(Number("r2", 2) with { LeaseName = "tenant-70" });
            session.Allocations.Add(Number("r3", 3) with { LeaseName = "Stra\u00DFe" });
            session.Allocations.Add(Number("r4", 4) with { LeaseName = "100%_*[x]" });
            session.Allocations.Add(Number("r5", 5) with { LeaseName = "\U0001F600" });
            session.Allocations.Add(Number("r6", 6) with { LeaseName = "two\nlines \\ ^$." });
        });
        Assert.Equal(["r1"], Ids(new() { LeaseName = "TENANT-7" }));
        Assert.Equal(["r1", "r2"], Ids(new() { LeaseName = "tenant-*" }));
        Assert.Equal(["r1"], Ids(new() { LeaseName = "tenant-[5-9]" }));
        Assert.Equal(["r2"], Ids(new() { LeaseName = "*[!7]", LeaseKind = LeaseKind.Service, Pool = "vlan", Take = 1 }));
        Assert.Equal(["r3"], Ids(new() { LeaseName = "STRA\u00DFE" }));
        Assert.Equal(["r4"], Ids(new() { LeaseName = "100%_`*`[X]" }));
        Assert.Equal(["r4"], Ids(new() { LeaseName = "*[]^%-]_*" }));
        Assert.Equal(["r5"], Ids(new() { LeaseName = "?" }));
        Assert.Equal(["r6"], Ids(new() { LeaseName = "two?lines \\ ^$." }));
        Assert.Equal(["r6"], Ids(new() { LeaseName = "t*\\*." }));
        Assert.Empty(Ids(new() { LeaseName = "" }));
        Assert.Equal(2, Store.Read(s => s.Allocations.Count(new() { LeaseName = "tenant-*", Take = 1 })));
    }

    [Fact]
    public void Resources_are_found_by_ranges_of_their_numbers_in_any_pool_or_one()
    {
        Store.Run(session =>
        {
            foreach (var number in new long[] { 9, 10, 99, 100, 110 }) session.Allocations.Add(Number($"a{number}", number));
            session.Allocations.Add(Number("b10", 10, pool: "b"));
            session.Allocations.Add(Number("c10", 10, pool: "c"));
        });
        var span = Part("vlan", 10, 100);
        Assert.Equal(["a10", "a99"], Ids(new() { Spans = [span] }));
        Assert.Equal(["a10", "a99"], Ids(new() { Pool = "vlan", Spans = [span] }));
        Assert.Equal(["b10", "a10", "a99", "a110"], Ids(new() { Spans = [span, Part("b", 0, 11), Part("vlan", 110, 111)] }));
        Assert.Equal(["a9", "a10", "a99"], Ids(new() { Pool = "vlan", ResourceId = "9", Spans = [span] }));
        Assert.Equal(["a99"], Ids(new() { Pool = "vlan", Spans = [span], Skip = 1, Take = 1 }));
        Assert.Equal(2, Store.Read(s => s.Allocations.Count(new() { Spans = [span] })));
        Assert.Equal(["b10", "c10", "a9", "a10"], Ids(new() { ResourceIds = ["9", "10"] }));
        Assert.Equal(["b10", "c10", "a10", "a99"], Ids(new() { ResourceIds = ["8", "10"], Spans = [span] }));
        Assert.Equal(["a10"], Ids(new() { Pool = "vlan", ResourceIds = ["8", "10"] }));
    }

    private static PoolPart Part(string pool, long from, long to) => new(pool, new(from, to), PoolNotation.Numbers);

    [Fact]
    public void Renaming_a_lease_in_a_line_changes_by_which_name_it_is_found()
    {
        Store.Run(session =>
        {
            session.Allocations.Add(Number("r1", 1));
            session.Allocations.Update(Number("r1", 1) with { LeaseName = "new" });
        });
        Assert.Empty(Ids(new() { LeaseName = "a" }));
        Assert.Equal(["r1"], Ids(new() { LeaseName = "NEW" }));
    }

    [Fact]
    public void A_time_finds_what_overlaps_it_and_what_should_have_ended_but_holds()
    {
        Store.Run(session =>
        {
            session.Allocations.Add(Line("ended", 1, 0, 2) with { State = AllocationState.Released });
            session.Allocations.Add(Line("overdue", 2, 0, 2));
            session.Allocations.Add(Line("open", 3, 0, null));
            session.Allocations.Add(Line("until6", 4, 1, 6));
            session.Allocations.Add(Line("ahead", 5, 8, 9));
        });
        var query = new AllocationQuery { AsOf = Noon.AddHours(4) };
        Assert.Equal(["overdue", "open", "until6", "ahead"], Ids(query with { From = Noon.AddHours(2) }));
        Assert.Equal(["ended", "overdue", "open", "until6"], Ids(query with { From = Noon.AddHours(1), To = Noon.AddHours(8) }));
        Assert.Equal(["overdue", "open", "ahead"], Ids(query with { From = Noon.AddHours(6) }));
        Assert.Equal(["ended", "overdue", "open"], Ids(query with { To = Noon.AddHours(1) }));
        Assert.Equal(["overdue"], Ids(query with { Expired = true }));
        Assert.Empty(Ids(query with { Expired = true, State = AllocationState.Released }));
        Assert.Equal(["overdue", "until6"], Ids(query with { Expired = true, AsOf = Noon.AddHours(6) }));
        Assert.Equal(["ended"], Ids(query with { EndedBefore = Noon.AddHours(3) }));
        Assert.Empty(Ids(query with { EndedBefore = Noon.AddHours(2) }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("b")]
    public void Pages_that_begin_after_a_line_give_each_line_once_while_others_write(string? pool)
    {
        Store.Run(session =>
        {
            foreach (var name in new[] { "a", "b", "c" })
            {
                for (var i = 0; i < 20; i += 2) session.Allocations.Add(Number($"{name}{i:00}", i, name));
                session.Allocations.Add(Thing($"{name}-vm", "vm", name));
            }
        });
        var expected = Ids(new() { Pool = pool });
        var seen = new List<string>();
        LedgerPosition? after = null;
        for (var page = 0; ; page++)
        {
            var lines = Store.Read(s => s.Allocations.Query(new() { Pool = pool, After = after, Take = 3 }).ToList());
            if (lines.Count == 0) break;
            seen.AddRange(lines.Select(l => l.ReservationId));
            after = LedgerPosition.Of(lines[^1]);
            var first = page;
            Store.Run(session =>
            {
                session.Allocations.Add(Number($"new{first}", 1000 + first, "0"));
                session.Allocations.Update(lines[0] with { State = AllocationState.Released, EndDate = Noon.AddHours(1) });
            });
        }

        Assert.Equal(expected, seen);
        Assert.Empty(Ids(new() { Pool = "a", After = new("b", 0, "", "") }));
        Assert.Equal(11, Ids(new() { Pool = "b", After = new("a", 5, "5", "") }).Count);
    }

    [Fact]
    public void Numbers_and_things_of_one_id_are_both_found()
    {
        Store.Run(session =>
        {
            session.Allocations.Add(Number("n", 7) with { State = AllocationState.Released });
            session.Allocations.Add(Thing("t", "7", "vlan"));
            session.Allocations.Add(Thing("z", "007", "vlan"));
        });
        Assert.Equal(["t", "n"], Ids(new() { ResourceId = "7" }));
        Assert.Equal(["t", "n"], Ids(new() { ResourceId = "7", Pool = "vlan" }));
        Assert.Equal(["z"], Ids(new() { ResourceId = "007", Pool = "vlan" }));
    }

    [Fact]
    public void A_line_that_is_removed_is_gone_from_every_list()
    {
        Store.Run(session =>
        {
            session.Allocations.Add(Number("r1", 1));
            session.Allocations.Add(Number("r2", 2));
            Assert.True(session.Allocations.Remove("r1"));
            Assert.False(session.Allocations.Remove("r1"));
        });
        Assert.Equal(["r2"], Ids(new()));
        Assert.Equal(["r2"], Ids(new() { LeaseId = "lease" }));
        Assert.Null(Store.Read(s => s.Allocations.Find("r1")));
        Store.Run(session => session.Allocations.Add(Number("r1", 1)));
    }

    [Fact]
    public void Changes_are_counted_by_pool_and_hour()
    {
        var hour = new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
        Store.Run(session =>
        {
            session.Allocations.Add(Line("r1", 1, -30, -29) with { State = AllocationState.Released });
            session.Allocations.Add(Line("r2", 2, -30, 0) with { State = AllocationState.Released });
            session.Allocations.Add(Line("r3", 3, 0, 2) with { State = AllocationState.Released });
            session.Allocations.Add(Line("r4", 4, 0, 5));
            session.Allocations.Add(Line("r5", 5, 2, null) with { Pool = "other" });
        });
        Assert.Equal(
            [new("other", hour.AddHours(2), 1, 0), new("vlan", hour, 2, 1), new("vlan", hour.AddHours(2), 0, 1)],
            Store.Read(s => s.Allocations.ChangesSince(hour.AddHours(-20)).ToList()));
    }

    [Fact]
    public void Lines_of_services_that_are_gone_or_in_a_state_are_found()
    {
        Store.Run(session =>
        {
            Assert.True(session.Services.Add(Service("up", "a")));
            Assert.True(session.Services.Add(Service("stuck", "b") with { State = "deallocating" }));
            Assert.True(session.Services.Add(Service("ended", "c") with { Living = false }));
            foreach (var (lease, number) in new[] { ("up", 1), ("stuck", 2), ("ended", 3), ("none", 4) })
                session.Allocations.Add(Number($"r{number}", number) with { LeaseId = lease, LeaseKind = LeaseKind.Service });
            session.Allocations.Add(Number("r5", 5) with { LeaseId = "none", LeaseKind = LeaseKind.Direct });
            session.Allocations.Add(Number("r6", 6) with
            {
                LeaseId = "none",
                LeaseKind = LeaseKind.Service,
                State = AllocationState.Released,
                EndDate = Noon,
            });
        });
        Assert.Equal(["r2", "r3", "r4"],
            Store.Read(s => s.Allocations.OfLostServices("deallocating").Select(line => line.ReservationId).ToList()));
        Assert.Equal(2, Store.Read(s => s.Services.CountLiving()));
    }

    [Fact]
    public void Any_combination_of_filters_finds_what_the_filters_say()
    {
        var random = new Random(20260102);
        var lines = Enumerable.Range(0, 300).Select(i => RandomLine(random, i)).ToList();
        Store.Run(session =>
        {
            foreach (var line in lines) session.Allocations.Add(line);
        });
        for (var i = 0; i < 200; i++)
        {
            var query = RandomQuery(random);
            var expected = lines.Where(l => Fits(l, query)).Select(l => l.ReservationId).Order(StringComparer.Ordinal);
            Assert.True(expected.SequenceEqual(Ids(query).Order(StringComparer.Ordinal)), $"{query} (draw {i})");
        }
    }

    private static AllocationRecord RandomLine(Random random, int i)
    {
        var start = random.Next(0, 20);
        return Line($"r{i:000}", i, start, random.Next(3) == 0 ? null : start + random.Next(1, 10)) with
        {
            Pool = Pick(random, "vlan", "other"),
            LeaseId = Pick(random, "l1", "l2", "l3"),
            LeaseName = Pick(random, "web", "Web2", "db"),
            LeaseKind = random.Next(2) == 0 ? LeaseKind.Service : LeaseKind.Ticket,
            State = random.Next(2) == 0 ? AllocationState.Active : AllocationState.Released,
        };
    }

    private static AllocationQuery RandomQuery(Random random) => new()
    {
        AsOf = Noon.AddHours(15),
        Pool = Pick(random, "vlan", null, null),
        LeaseId = Pick(random, "l1", "l2", null, null),
        LeaseName = Pick(random, "WEB", "w*", "*2", null, null, null),
        LeaseKind = random.Next(3) == 0 ? LeaseKind.Ticket : null,
        State = random.Next(3) == 0 ? AllocationState.Active : null,
        From = random.Next(2) == 0 ? Noon.AddHours(random.Next(0, 30)) : null,
        To = random.Next(2) == 0 ? Noon.AddHours(random.Next(0, 30)) : null,
        Expired = random.Next(5) == 0,
        EndedBefore = random.Next(5) == 0 ? Noon.AddHours(random.Next(0, 30)) : null,
    };

    // The definition of the filters, said once more and as plainly as can be.
    private static bool Fits(AllocationRecord line, AllocationQuery query)
    {
        var active = line.State == AllocationState.Active;
        var end = line.EndDate is { } planned && !(active && planned <= query.AsOf) ? planned : DateTimeOffset.MaxValue;
        return (query.Pool ?? line.Pool) == line.Pool
            && (query.LeaseId ?? line.LeaseId) == line.LeaseId
            && new NamePattern(query.LeaseName).Matches(line.LeaseName)
            && (query.LeaseKind ?? line.LeaseKind) == line.LeaseKind
            && (query.State ?? line.State) == line.State
            && end > (query.From ?? DateTimeOffset.MinValue)
            && line.StartDate < (query.To ?? DateTimeOffset.MaxValue)
            && (!query.Expired || (active && line.EndDate <= query.AsOf))
            && (query.EndedBefore is null || (!active && line.EndDate < query.EndedBefore));
    }

    private static T Pick<T>(Random random, params T[] items) => items[random.Next(items.Length)];

    private static AllocationRecord Line(string id, long number, int start, int? end) =>
        Number(id, number) with { StartDate = Noon.AddHours(start), EndDate = end is { } hours ? Noon.AddHours(hours) : null };

    private List<string> Ids(AllocationQuery query) => Store.Read(s => s.Allocations.Query(query).Select(a => a.ReservationId).ToList());
}
