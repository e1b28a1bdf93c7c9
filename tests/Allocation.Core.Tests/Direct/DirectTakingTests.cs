using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;

namespace Allocation.Core.Tests.Direct;

public sealed class DirectTakingTests : IDisposable
{
    private readonly TestSystem _system = new();

    public DirectTakingTests()
    {
        _system.MakePool("vlan", 100, 110);
        _system.MakePool("vxlan", 5000, 5004);
    }

    [Fact]
    public void The_next_number_is_held_by_a_lease_of_its_own_kind_with_the_name()
    {
        var line = Assert.Single(Take(new DirectRequest("VLAN", "legacy")));

        Assert.Equal(("vlan", "100", 100, "legacy", LeaseKind.Direct),
            (line.Pool, line.ResourceId, line.Value, line.LeaseName, line.LeaseKind));
        Assert.Equal((AllocationState.Active, null, null), (line.State, line.Attribute, line.EndDate));
        Assert.Equal([line], _system.Held);
    }

    [Fact]
    public void Exact_numbers_are_taken_all_or_none()
    {
        Assert.Equal([103, 105, 106], Numbers(Take(Exactly("vlan", "a", "103,105-106"))));

        var taken = Assert.Throws<ValueTakenException>(() => Take(Exactly("vlan", "b", "101-103")));

        Assert.Equal((103, "103 of pool 'vlan' cannot be taken: 'a' holds it."), (taken.Value, taken.Message));
        Assert.Equal([103, 105, 106], Numbers(_system.Held));
    }

    [Fact]
    public void Several_numbers_are_taken_all_or_none()
    {
        Assert.Equal([100, 101, 102, 103, 104], Numbers(Take(new DirectRequest("vlan", "a") { Count = 5 })));

        var error = Assert.Throws<PoolExhaustedException>(() => Take(new DirectRequest("vlan", "b") { Count = 6 }));

        Assert.Equal("Pool 'vlan' has 5 free, not 6: 5 of 10 held, 0 cooling down; it gives 100-109.", error.Message);
        Assert.Equal(6, error.Wanted);
        Assert.Equal(5, _system.Held.Count);
    }

    [Fact]
    public void A_row_is_of_numbers_side_by_side_or_not_taken()
    {
        Take(Exactly("vlan", "hole", "102"));

        Assert.Equal([103, 104, 105], Numbers(Take(new DirectRequest("vlan", "row") { Count = 3, Contiguous = true })));
        Take(Exactly("vlan", "end", "109"));
        var error = Assert.Throws<PoolExhaustedException>(() => Take(new DirectRequest("vlan", "more") { Count = 4, Contiguous = true }));

        Assert.Equal("Pool 'vlan' has no 4 free numbers in a row, the longest row is 3 (106-108): 5 of 10 held, 0 cooling down; " +
            "it gives 100-109.",
            error.Message);
    }

    [Fact]
    public void Several_pools_are_one_transaction()
    {
        var outcome = _system.Direct.TakeAll([new("vlan", "x"), new("vxlan", "x") { Count = 5 }]);

        Assert.Equal((1, ErrorKind.PoolExhausted), (Assert.Single(outcome.Refusals).Place, outcome.Refusals[0].Error.Kind));
        Assert.Empty(_system.Held);
        Assert.Equal([100, 5000, 5001], Numbers(_system.Direct.TakeAll([new("vlan", "x"), new("vxlan", "x") { Count = 2 }]).Taken));
    }

    [Fact]
    public void What_is_asked_for_by_number_is_not_taken_by_another_row_and_the_result_has_the_order_of_the_rows()
    {
        var outcome = _system.Direct.TakeAll(
        [
            new("vlan", "any"),
            new("vlan", "row") { Count = 3, Contiguous = true },
            Exactly("vlan", "first", "100"),
        ]);

        Assert.Empty(outcome.Refusals);
        Assert.Equal([("any", 104), ("row", 101), ("row", 102), ("row", 103), ("first", 100)],
            outcome.Taken.Select(line => (line.LeaseName, line.Value!.Value)));
    }

    [Fact]
    public void All_rows_that_cannot_be_met_are_told_at_once_and_nothing_is_taken()
    {
        Take(Exactly("vlan", "held", "105"));
        DirectRequest[] rows = [.. Enumerable.Range(0, 10_000).Select(i => new DirectRequest("big", $"row-{i}"))];
        _system.MakePool("big", 0, 10_000);
        rows[17] = Exactly("vlan", "taken", "105");
        rows[5000] = Exactly("vlan", "outside", "99");
        rows[9999] = new DirectRequest("nope", "lost");

        var outcome = _system.Direct.TakeAll(rows);

        Assert.Equal(
            [(17, "105 of pool 'vlan' cannot be taken: 'held' holds it."),
                (5000, "99 is not a number that pool 'vlan' gives: it must be in 100-109."), (9999, "There is no pool named 'nope'.")],
            outcome.Refusals.Select(refusal => (refusal.Place, refusal.Error.Message)));
        Assert.Empty(outcome.Taken);
        Assert.Equal([105], Numbers(_system.Held));
    }

    [Fact]
    public void A_pool_that_has_not_enough_is_told_once_for_the_first_row_that_gets_nothing()
    {
        var outcome = _system.Direct.TakeAll([.. Enumerable.Range(0, 9).Select(i => new DirectRequest("vxlan", $"{i}"))]);

        Assert.Equal((4, ErrorKind.PoolExhausted), (Assert.Single(outcome.Refusals).Place, outcome.Refusals[0].Error.Kind));
    }

    [Fact]
    public void A_number_that_two_rows_ask_for_is_an_error_of_the_second()
    {
        var refusal = Assert.Single(_system.Direct.TakeAll([Exactly("vlan", "a", "100"), Exactly("vlan", "b", "100")]).Refusals);

        Assert.Equal((1, "100 of pool 'vlan' cannot be taken: 'a' asks for it in the same request."),
            (refusal.Place, refusal.Error.Message));
        Assert.Empty(_system.Held);
    }

    [Fact]
    public void A_name_holds_once_in_a_pool_and_may_hold_in_others()
    {
        Take(new DirectRequest("vlan", "legacy"));

        var error = Assert.Throws<AllocationExistsException>(() => Take(new DirectRequest("vlan", "LEGACY")));

        Assert.Equal("'legacy' already exists in pool 'vlan': it holds 100.", error.Message);
        Assert.Equal(5000, Assert.Single(Take(new DirectRequest("vxlan", "legacy"))).Value);
        Assert.Equal(ErrorKind.InvalidAllocation,
            Assert.Single(_system.Direct.TakeAll([new("vlan", "new"), new("vlan", "New")]).Refusals).Error.Kind);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("a[1]")]
    [InlineData("`x?")]
    public void A_name_with_the_characters_of_a_wildcard_means_itself(string name)
    {
        Take(new DirectRequest("vlan", "a1"));
        Take(new DirectRequest("vlan", name));

        Assert.Throws<AllocationExistsException>(() => Take(new DirectRequest("vlan", name)));
        Assert.Equal(name, Assert.Single(_system.Direct.Find(new NamePattern(NamePattern.Literal(name)))).Name);
    }

    [Fact]
    public void If_not_exists_gives_what_is_there_and_refuses_what_differs()
    {
        var held = Take(Exactly("vlan", "legacy", "103-104") with { IfNotExists = true });

        Assert.Equal(held, Take(new DirectRequest("vlan", "Legacy") { IfNotExists = true }));
        Assert.Equal(held, Take(Exactly("vlan", "legacy", "103,104") with { IfNotExists = true }));
        Assert.Equal(held, Take(new DirectRequest("vlan", "legacy") { IfNotExists = true, Count = 2 }));
        Assert.Equal(
            "'legacy' already exists in pool 'vlan': it holds 103-104, not 105.",
            Assert.Throws<AllocationExistsException>(() => Take(Exactly("vlan", "legacy", "105") with { IfNotExists = true })).Message);
        Assert.Equal(
            "'legacy' already exists in pool 'vlan': it holds 103-104, not 3 numbers.",
            Assert.Throws<AllocationExistsException>(() =>
                Take(new DirectRequest("vlan", "legacy") { IfNotExists = true, Count = 3 })).Message);
        Assert.Equal(2, _system.Held.Count);
    }

    [Fact]
    public void The_same_request_again_takes_nothing()
    {
        DirectRequest[] rows = [new("vlan", "a") { Count = 2 }, Exactly("vxlan", "b", "5003")];
        var first = _system.Direct.TakeAll(rows, "r1");
        var before = _system.Dump("r1");

        Assert.Equal(first.Taken, _system.Direct.TakeAll(rows, "r1").Taken);
        Assert.Throws<RequestConflictException>(() => _system.Direct.TakeAll([rows[0]], "r1"));
        Assert.Throws<RequestConflictException>(() => _system.Vlans.Create(new("a"), "r1"));

        Assert.Equal(before, _system.Dump("r1"));
        _system.Direct.GiveBack(first.Taken[1].ReservationId);
        Assert.Equal(
            "The request id 'r1' took 101 of pool 'vlan' for 'a', which has been given back since. A new request needs a new id.",
            Assert.Throws<RequestConflictException>(() => _system.Direct.TakeAll(rows, "r1")).Message);
    }

    [Fact]
    public void A_rehearsal_tells_every_refusal_and_changes_nothing()
    {
        Take(new DirectRequest("vlan", "a"));
        var before = _system.Dump("r1");

        Assert.Equal(ErrorKind.AllocationExists,
            Assert.Single(_system.Direct.Rehearse([new("vlan", "a"), new("vlan", "b")]).Refusals).Error.Kind);
        Assert.Empty(_system.Direct.Rehearse([new("vlan", "b") { Count = 9 }], "r1").Refusals);

        Assert.Equal(before, _system.Dump("r1"));
    }

    [Fact]
    public void An_imported_number_is_taken_over_when_it_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "vlan.json");
        File.WriteAllText(file, """{"version": 3, "range": {"from": 1, "to": 9}, "used": [5]}""");
        _system.PoolFiles.Import(new(file, folder.Path), "old");

        var line = Assert.Single(Take(Exactly("old", "switch", "5")));

        Assert.Equal(("switch", LeaseKind.Direct), (line.LeaseName, line.LeaseKind));
        Assert.Equal([line], _system.Held);
    }

    [Fact]
    public void What_an_expired_lease_holds_is_given_to_who_needs_it_and_a_rehearsal_knows_that()
    {
        Take(new DirectRequest("vxlan", "brief") { Count = 4, Term = new(Lifetime: TimeSpan.FromHours(1)) });
        _system.Clock.Time += TimeSpan.FromHours(2);

        Assert.Empty(_system.Direct.Rehearse([Exactly("vxlan", "next", "5002")]).Refusals);
        Assert.Equal(4, _system.Held.Count);
        Assert.Equal([5002], Numbers(Take(Exactly("vxlan", "next", "5002"))));
        Assert.Equal([("next", 5002)], _system.Held.Select(line => (line.LeaseName, line.Value!.Value)));
    }

    [Theory]
    [InlineData("vlan", "", "must have a name")]
    [InlineData("vlan", " x", "must not begin or end with a space")]
    [InlineData("vlan", "a\nb", "control characters")]
    [InlineData("", "a", "'a' must say from which pool. Name one in the command, or in the column Pool of each row.")]
    [InlineData("file:/tmp/vlan.json", "a", "only pools of the store")]
    [InlineData("inventory:ipam", "a", "only pools of the store")]
    public void A_request_that_can_never_be_met_says_what_it_must_be(string pool, string name, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidAllocationException>(() => Take(new DirectRequest(pool, name))).Message);

    [Theory]
    [InlineData("id:vm")]
    [InlineData("service:x")]
    public void Pools_that_the_product_keeps_for_itself_are_no_pools(string pool) =>
        Assert.Throws<PoolNotFoundException>(() => Take(new DirectRequest(pool, "a")));

    [Theory]
    [InlineData("x",
        "'a' cannot have 'x' of pool 'vlan': it is neither a number such as 150 nor a range such as 150-160 (both ends included).")]
    [InlineData("-1",
        "'a' cannot have '-1' of pool 'vlan': it is neither a number such as 150 nor a range such as 150-160 (both ends included).")]
    [InlineData("9-7", "'a' cannot have '9-7' of pool 'vlan': it ends before it begins; the lower end of a range comes first.")]
    [InlineData("101,101", "'a' asks for 101 twice, with 101 and 101; ask for it once.")]
    [InlineData("100-104,103-106", "'a' asks for 103 twice, with 100-104 and 103-106; ask for it once.")]
    [InlineData("0-9000000000000000000",
        "'a' cannot have that of pool 'vlan': one request takes at most 100000 numbers, not 9000000000000000001.")]
    public void Numbers_that_cannot_be_asked_for_say_which_and_what_they_must_be(string numbers, string says) =>
        Assert.Equal(says, Assert.Throws<InvalidAllocationException>(() => Take(Exactly("vlan", "a", numbers))).Message);

    [Theory]
    [InlineData(0, "the count must be at least 1, not 0")]
    [InlineData(-5, "the count must be at least 1, not -5")]
    [InlineData(100_001, "one request takes at most 100000 numbers, not 100001")]
    public void A_count_that_cannot_be_is_refused(long count, string says) =>
        Assert.Contains(says,
            Assert.Throws<InvalidAllocationException>(() => Take(new DirectRequest("vlan", "a") { Count = count })).Message);

    [Fact]
    public void A_count_or_a_row_that_contradicts_the_numbers_is_refused()
    {
        Assert.Contains("leave the count out",
            Assert.Throws<InvalidAllocationException>(() => Take(Exactly("vlan", "a", "100-102") with { Count = 2 })).Message);
        Assert.Contains("100,102 is not in a row",
            Assert.Throws<InvalidAllocationException>(() => Take(Exactly("vlan", "a", "100,102") with { Contiguous = true })).Message);
        Assert.Equal(3, Take(Exactly("vlan", "a", "100-102") with { Count = 3, Contiguous = true }).Count);
    }

    [Fact]
    public void A_lease_must_end_after_it_begins()
    {
        Assert.Contains("must end in th", Assert.Throws<InvalidAllocationException>(() =>
            Take(new DirectRequest("vlan", "a") { Term = new(_system.Clock.Time.AddDays(-2), _system.Clock.Time.AddDays(-1)) })).Message);
        var line = Assert.Single(Take(new DirectRequest("vlan", "a") { Term = new(End: _system.Clock.Time.AddDays(1)) }));
        Assert.Equal(_system.Clock.Time.AddDays(1), line.EndDate);
    }

    public void Dispose() => _system.Dispose();

    private IReadOnlyList<AllocationRecord> Take(DirectRequest request) => _system.Direct.TakeAll([request]).Checked();

    private static DirectRequest Exactly(string pool, string name, string numbers) => new(pool, name)
    {
        ResourceIds = [numbers],
    };

    private static IEnumerable<long> Numbers(IEnumerable<AllocationRecord> lines) => lines.Select(line => line.Value!.Value);
}
