using Allocation.Core.Errors;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Tests;

/// <summary><c>list</c>.</summary>
public sealed class ListTests : IDisposable
{
    private readonly Sandbox _box = new();

    public ListTests()
    {
        _box.Run("pool", "new", "Vlan", "--from", "1", "--to", "100").Ok();
        _box.Run("vlan", "new", "a", "b", "c", "d", "e", "f").Ok();
        _box.Run("vlan", "remove", "f").Ok();
    }

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void Allocations_are_in_the_order_of_their_numbers_and_active_unless_told_otherwise()
    {
        Assert.Equal(Enumerable.Range(1, 10), Values("list"));
        Assert.Equal([11, 12], Values("list", "--state", "RELEASED"));
        Assert.Equal(Enumerable.Range(1, 12), Values("list", "--state", "all"));
    }

    [Fact]
    public void An_allocation_has_the_properties_of_the_core_null_ones_too()
    {
        var allocation = _box.Json("list", "--first", "1").Ok().List.Single();
        Assert.Equal(typeof(AllocationRecord).GetProperties().Select(p => p.Name), allocation.Select(p => p.Key));
        Assert.Null(allocation["EndDate"]);
        Assert.Equal(("Active", "Service", "1"),
            ((string?)allocation["State"], (string?)allocation["LeaseKind"], (string?)allocation["ResourceId"]));
    }

    [Fact]
    public void Filters_hold_together()
    {
        var one = _box.Json("list", "--pool", "VLAN", "--resource-id", "3").Ok().List.Single();
        Assert.Equal("b", (string?)one["LeaseName"]);
        Assert.Equal([3, 4], Values("list", "--lease-id", (string)one["LeaseId"]!));
        Assert.Equal([3], Values("list", "--reservation-id", (string)one["ReservationId"]!));
        Assert.Empty(Values("list", "--lease-id", (string)one["LeaseId"]!, "--resource-id", "9"));
        Assert.Contains("--lease-name finds", _box.Run("list", "--pool", "nope").Refused(ErrorKind.PoolNotFound).Error);
    }

    [Fact]
    public void A_reservation_is_found_whatever_its_state_and_a_missing_one_is_an_error()
    {
        var ended = (string)_box.Json("list", "--state", "released").Ok().List[0]["ReservationId"]!;
        Assert.Equal([11], Values("list", "--reservation-id", ended));
        _box.Run("list", "--reservation-id", "nope").Refused(ErrorKind.AllocationNotFound);
    }

    [Fact]
    public void Pages_fit_together()
    {
        Assert.Equal([1, 2, 3], Values("list", "--first", "3"));
        Assert.Equal([4, 5, 6], Values("list", "--skip", "3", "--first", "3"));
        Assert.Equal([9, 10], Values("list", "--skip", "8"));
        Assert.Empty(Values("list", "--first", "0"));
    }

    [Theory]
    [InlineData("--skip", "-1")]
    [InlineData("--first", "-1")]
    [InlineData("--first", "many")]
    [InlineData("--state", "gone")]
    public void A_value_that_makes_no_sense_is_a_mistake(string option, string value) => _box.Run("list", option, value).Misused();

    private IEnumerable<int> Values(params IEnumerable<string> arguments) => _box.Json(arguments).Ok().List.Select(a => (int)a["Value"]!);
}
