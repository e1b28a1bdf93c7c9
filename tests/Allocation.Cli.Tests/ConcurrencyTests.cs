namespace Allocation.Cli.Tests;

/// <summary>Several processes on one store.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private const int ServicesEach = 50;
    private const int Size = 2000;

    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    // A JSON store writes its whole document each time, so that fewer processes do for the same claim.
    [Theory]
    [InlineData("sqlite:store.db", 16)]
    [InlineData("json:store.json", 4)]
    public void Processes_make_fifty_services_each_and_no_number_is_lost_or_doubled(string store, int processes)
    {
        _box.Environment["ALLOCATION_STORE"] = store;
        _box.Run("pool", "new", "vlan", "--from", "1000", "--to", $"{1000 + Size}").Ok();
        var runs = Enumerable.Range(0, processes)
            .Select(p => Task.Run(() =>
                Sandbox.Finish(_box.Start(["vlan", "new", .. Enumerable.Range(0, ServicesEach).Select(s => $"p{p}-s{s}"), "--json"]))))
            .ToList();
        var reported = runs.SelectMany(run => run.GetAwaiter().GetResult().Ok().List).ToList();
        var count = processes * ServicesEach;
        Assert.Equal(count, reported.Count);
        var numbers = reported.SelectMany(s => new[] { (int)s["NorthVlanId"]!, (int)s["SouthVlanId"]! }).ToList();
        Assert.Equal(Enumerable.Range(1000, 2 * count), numbers.Order());

        var held = _box.Json("list", "--pool", "vlan").Ok().List.Select(a => (int)a["Value"]!).ToList();
        Assert.Equal(numbers.Order(), held);
        var pool = _box.Json("pool", "list", "vlan").Ok().List.Single();
        Assert.Equal((Size, 2 * count), ((int)pool["Free"]! + (int)pool["Held"]!, (int)pool["Held"]!));
        Assert.Equal(count, _box.Json("vlan", "list").Ok().List.Count);
    }
}
