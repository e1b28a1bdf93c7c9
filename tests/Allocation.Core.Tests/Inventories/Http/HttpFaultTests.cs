using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Leaks;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>A server that does everything wrong, behind a service that has to come out whole or not at all.</summary>
public sealed class HttpFaultTests
{
    public static TheoryData<string> Faults =>
        ["cut", "hang", "short", "flood", "garbage", "doubled", "surrogate", "empty", "500", "502", "408"];

    public static TheoryData<string> Products => HttpRecipeTests.Products;

    [Theory]
    [MemberData(nameof(Faults))]
    public void One_that_takes_and_gives_no_answer_is_asked_what_it_took(string fault)
    {
        using var world = World();
        world.Server.Fail(new HttpFault("POST", fault, IsLate: true));
        Assert.Equal(100, world.Create("a").NorthVlanId);
        Assert.Equal([100], world.Product.Taken);
        world.AssertNothingIsLost();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void One_that_fails_before_it_takes_anything_leaves_nothing(string fault)
    {
        using var world = World();
        world.Server.Fail(new HttpFault("POST", fault));
        Assert.IsType<InventoryFailedException>(Assert.Throws<AllocationFailedException>(() => world.Create("a")).InnerException);
        Assert.Empty(world.Product.Taken);
        Assert.Empty(world.Services);

        // The server may still do it.
        Assert.Single(world.Intents);
        world.LetCallsEnd();
        world.AssertNothingIsLost();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_carried_out_after_the_caller_has_given_up_is_seen_and_given_back(string fault)
    {
        using var world = World();
        world.Server.Fail(new HttpFault("POST", fault));
        Assert.NotEmpty(Assert.Throws<AllocationFailedException>(() => world.Create("a")).Stuck);
        Assert.Empty(world.Services);
        var waiting = Assert.Single(world.Leaks);
        Assert.Equal((LeakKind.Suspect, null, 0), (waiting.Kind, waiting.Value, waiting.Candidates));
        Assert.False(world.System.Repairs.Mend(waiting).Mended);
        world.System.Repairs.Settle();
        Assert.Single(world.Intents);

        world.Server.CarryOut();
        Assert.Equal([100], world.Product.Taken);
        Assert.Equal((LeakKind.UnknownToLedger, 100L), Assert.Single(world.Leaks) is var late ? (late.Kind, late.Value!.Value) : default);
        world.LetCallsEnd();
        Assert.Empty(world.Product.Taken);
        world.AssertNothingIsLost();
    }

    [Theory]
    [InlineData(InventoryKind.ByValue)]
    [InlineData(InventoryKind.ById)]
    public void What_is_carried_out_later_is_seen_where_only_a_list_tells(InventoryKind kind)
    {
        using var world = Untagged(kind);
        world.Server.Fail(new HttpFault("POST", "504"));
        Assert.NotEmpty(Assert.Throws<AllocationFailedException>(() => world.Create("a")).Stuck);
        Assert.Equal((LeakKind.Suspect, null), Assert.Single(world.Leaks) is var waiting ? (waiting.Kind, waiting.Value) : default);
        world.Server.CarryOut();
        world.LetCallsEnd();
        var suspect = Assert.Single(world.Leaks);
        Assert.Equal((LeakKind.Suspect, 100L), (suspect.Kind, suspect.Value!.Value));
        Assert.True(world.System.Repairs.Mend(suspect).Mended);
        Assert.Empty(world.Product.Taken);
        world.AssertNothingIsLost();
    }

    [Theory]
    [InlineData(InventoryKind.Tagged)]
    [InlineData(InventoryKind.ById)]
    [InlineData(InventoryKind.ByValue)]
    public void One_that_does_it_long_after_its_answer_did_not_come_is_found(InventoryKind kind)
    {
        using var world = kind == InventoryKind.Tagged ? World() : Untagged(kind);
        world.Server.Fail(new HttpFault("POST", "502"));
        Assert.Throws<AllocationFailedException>(() => world.Create("a"));
        world.Server.CarryOut();
        Assert.Equal([100], world.Product.Taken);
        Assert.Equal(101, world.Create("b").NorthVlanId);

        world.LetCallsEnd();

        if (kind == InventoryKind.Tagged) Assert.Equal([101], world.Product.Taken);
        else Assert.Equal(100, Assert.Single(world.Leaks).Value);
    }

    [Theory]
    [InlineData(InventoryKind.Tagged)]
    [InlineData(InventoryKind.ById)]
    public void A_page_instead_of_an_answer_frees_nothing_unless_the_number_is_gone(InventoryKind kind)
    {
        using var world = kind == InventoryKind.Tagged ? World() : Untagged(kind);
        var (first, second) = (world.Create("a"), world.Create("b"));
        world.Server.Fail(new HttpFault("DELETE", "garbage"));
        Assert.Throws<ReleaseFailedException>(() => world.System.VlanServices.Remove(first.Id));
        Assert.Equal("deallocating", world.Services.Single(s => s.Id == first.Id).State);
        world.System.VlanServices.Remove(first.Id);

        world.Server.Fail(new HttpFault("DELETE", "garbage", IsLate: true));
        world.System.VlanServices.Remove(second.Id);
        Assert.Empty(world.Product.Taken);
        world.AssertNothingIsLost();
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Whatever_of_its_answers_is_lost_nothing_is_doubled_or_forgotten(string product)
    {
        using var world = new HttpWorld(HttpRecipeTests.Make(product), d => (d["time_limit"], d["response_limit"]) = (2, 1 << 20));
        foreach (var (fault, i) in new[] { "cut", "short", "500", "garbage" }.Select((fault, i) => (fault, i)))
        {
            world.Server.Fail(new HttpFault("POST", fault, IsLate: true));
            Assert.Equal(100 + i, world.Create($"s{i}").NorthVlanId);
            world.AssertNothingIsLost();
        }

        foreach (var (service, fault) in world.Services.Zip(["cut", "short", "500", "503"]))
        {
            world.Server.Fail(new HttpFault("DELETE", fault, IsLate: true, RetryAfter: "0"));
            try
            {
                world.System.VlanServices.Remove(service.Id);
            }
            catch (ReleaseFailedException)
            {
                Assert.Equal("deallocating", world.Services.Single(s => s.Id == service.Id).State);
                world.System.VlanServices.Remove(service.Id);
            }
        }

        Assert.Empty(world.Product.Taken);
        Assert.Empty(world.Services);
        world.AssertNothingIsLost();
    }

    [Theory]
    [InlineData(InventoryKind.ByValue)]
    [InlineData(InventoryKind.ById)]
    public void One_that_cannot_be_asked_by_key_leaves_an_exact_suspect(InventoryKind kind)
    {
        using var world = Untagged(kind);
        world.Server.Fail(new HttpFault("POST", "cut", IsLate: true));
        Assert.NotEmpty(Assert.Throws<AllocationFailedException>(() => world.Create("a")).Stuck);
        Assert.Equal([100], world.Product.Taken);
        var suspect = Assert.Single(world.Leaks);
        Assert.Equal((100L, 1), (suspect.Value, suspect.Candidates));
        Assert.True(world.System.Repairs.Mend(suspect).Mended);
        Assert.Empty(world.Product.Taken);
        world.AssertNothingIsLost();
    }

    [Fact]
    public void Where_the_number_is_chosen_here_the_suspect_is_exact_beside_those_of_others()
    {
        using var world = new HttpWorld(new PhpIpam(), d => d.Remove("find"), InventoryKind.ById);
        world.Product.Add([100, 101, 103]);
        world.Server.Fail(new HttpFault("POST", "cut", IsLate: true));
        Assert.Throws<AllocationFailedException>(() => world.Create("a"));
        var suspect = Assert.Single(world.Leaks);
        Assert.Equal((102L, 1), (suspect.Value, suspect.Candidates));
        Assert.True(world.System.Repairs.Mend(suspect).Mended);
        Assert.Equal([100, 101, 103], world.Product.Taken);
        world.AssertNothingIsLost(100, 101, 103);
    }

    [Theory]
    [InlineData("429")]
    [InlineData("503")]
    public void When_it_asks_to_wait_it_is_asked_again(string status)
    {
        using var world = World();
        world.Server.Fail(new("GET", status, RetryAfter: "0"), new("POST", status, RetryAfter: "0"), new("POST", status, RetryAfter: "0"));
        var service = world.Create("a");
        world.Server.Fail(new HttpFault("DELETE", status, RetryAfter: "0"));
        world.System.VlanServices.Remove(service.Id);
        Assert.Empty(world.Product.Taken);
        Assert.Equal(3, world.Server.Log.Count(l => l.StartsWith("POST", StringComparison.Ordinal)));
        world.AssertNothingIsLost();
    }

    [Theory]
    [InlineData("429")]
    [InlineData("503")]
    public void A_claim_that_was_made_although_it_asks_to_wait_is_not_made_twice(string status)
    {
        using var world = World();
        world.Server.Fail(new HttpFault("POST", status, IsLate: true, RetryAfter: "0"));
        Assert.Equal(100, world.Create("a").NorthVlanId);
        Assert.Equal([100], world.Product.Taken);
        Assert.Single(world.Server.Log, l => l.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public void After_503_one_that_cannot_be_asked_by_key_is_not_asked_again()
    {
        using var world = Untagged(InventoryKind.ById);
        world.Server.Fail(new HttpFault("POST", "503", IsLate: true, RetryAfter: "0"));
        Assert.Throws<AllocationFailedException>(() => world.Create("a"));
        Assert.Single(world.Server.Log, l => l.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal(100, Assert.Single(world.Leaks).Value);
    }

    [Fact]
    public void It_does_not_wait_longer_than_its_time_limit()
    {
        using var world = World();
        world.Server.Fail(new HttpFault("POST", "429", RetryAfter: "3600"));
        var cause = Assert.IsType<InventoryFailedException>(
            Assert.Throws<AllocationFailedException>(() => world.Create("a")).InnerException);
        Assert.False(cause.OutcomeUnknown);
        Assert.Single(world.Server.Log, l => l.StartsWith("POST", StringComparison.Ordinal));
        world.AssertNothingIsLost();
    }

    [Fact]
    public void A_number_that_another_takes_first_is_passed_over()
    {
        var product = new PhpIpam();
        using var world = new HttpWorld(product);
        product.BeforeCreation = number =>
        {
            if (number < 103) product.Add([number]);
        };
        Assert.Equal(103, world.Create("a").NorthVlanId);
        world.AssertNothingIsLost(100, 101, 102);
    }

    [Fact]
    public void Cancellation_breaks_the_call_off_and_gives_back_what_it_took()
    {
        using var world = new HttpWorld(new NetBox(), d => d["time_limit"] = 3600);
        using var cancellation = new CancellationTokenSource();
        world.Server.Fail(new HttpFault("POST", "hang", IsLate: true));
        _ = Task.Run(() =>
        {
            while (world.Product.Taken.Count == 0) Thread.Yield();
            cancellation.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => world.System.VlanServices.Create(world.Request("a"), null, cancellation.Token));
        Assert.Empty(world.Product.Taken);
        world.AssertNothingIsLost();
    }

    [Theory]
    [InlineData(InventoryKind.Tagged, false)]
    [InlineData(InventoryKind.Tagged, true)]
    [InlineData(InventoryKind.ById, false)]
    [InlineData(InventoryKind.ById, true)]
    public void A_page_for_logging_in_is_no_answer_to_free(InventoryKind kind, bool isDone)
    {
        using var world = kind == InventoryKind.Tagged ? World() : Untagged(kind);
        var service = world.Create("a");
        world.Server.Fail(new HttpFault("DELETE", "garbage", IsLate: isDone));
        if (isDone)
        {
            world.System.VlanServices.Remove(service.Id);
        }
        else
        {
            Assert.Contains("its answer cannot be read", Assert.Throws<ReleaseFailedException>(() =>
                world.System.VlanServices.Remove(service.Id)).Message, StringComparison.Ordinal);
            Assert.Equal("deallocating", Assert.Single(world.Services).State);
            Assert.Equal([100], world.Product.Taken);
            world.System.VlanServices.Remove(service.Id);
        }

        Assert.Empty(world.Product.Taken);
        world.AssertNothingIsLost();
    }

    [Fact]
    public void An_empty_answer_to_free_is_one()
    {
        using var world = World();
        var service = world.Create("a");
        world.Server.Fail(new HttpFault("DELETE", "empty", IsLate: true));
        world.System.VlanServices.Remove(service.Id);
        Assert.Empty(world.Product.Taken);
        world.AssertNothingIsLost();
    }

    [Fact]
    public void A_service_whose_number_cannot_be_freed_waits_deallocating()
    {
        using var world = World();
        var service = world.Create("a");
        world.Server.Fail(new HttpFault("DELETE", "500"));
        Assert.Throws<ReleaseFailedException>(() => world.System.VlanServices.Remove(service.Id));
        Assert.Equal("deallocating", Assert.Single(world.Services).State);
        Assert.Equal([100], world.Product.Taken);
        world.System.VlanServices.Remove(service.Id);
        world.AssertNothingIsLost();
        Assert.Empty(world.Product.Taken);
    }

    [Fact]
    public void A_request_is_never_sent_twice_unasked()
    {
        using var world = World();
        for (var i = 0; i < 5; i++)
        {
            world.Server.Fail(new HttpFault("POST", "cut", IsLate: true));
            var service = world.Create($"a{i}");
            world.Server.Fail(new HttpFault("DELETE", "cut", IsLate: true));
            Assert.Throws<ReleaseFailedException>(() => world.System.VlanServices.Remove(service.Id));
            world.System.VlanServices.Remove(service.Id);
        }

        Assert.Equal(5, world.Server.Log.Count(l => l.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Equal(5, world.Server.Log.Count(l => l.StartsWith("DELETE", StringComparison.Ordinal)));
        world.AssertNothingIsLost();
    }

    private static HttpWorld World() => new(new NetBox(), d => (d["time_limit"], d["response_limit"]) = (3, 1 << 20));

    // NetBox used as if it could not keep our key; by value a number is freed with a call that its real interface does not have.
    private static HttpWorld Untagged(InventoryKind kind) => new(
        new NetBox(),
        d =>
        {
            d.Remove("find");
            d["time_limit"] = 3;
            if (kind == InventoryKind.ByValue) d["free"]!["path"] = "by-vid/{number}/";
        },
        kind);
}
