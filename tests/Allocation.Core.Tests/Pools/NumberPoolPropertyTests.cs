namespace Allocation.Core.Tests.Pools;

public sealed class NumberPoolPropertyTests
{
    private const int Steps = 400;

    /// <summary>Seeds that are always tried, and new ones on each run; the failing one stands in the name of the test.</summary>
    public static TheoryData<int> Seeds { get; } =
        [.. Enumerable.Range(1, 20), .. Enumerable.Range(0, 5).Select(_ => Random.Shared.Next())];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Seeds))]
    public void A_pool_does_what_a_plain_set_of_numbers_would_do(int seed)
    {
        var history = new List<string>();
        using var script = new NumberPoolScript(seed);
        try
        {
            for (var i = 0; i < Steps; i++) history.Add(script.Step());
        }
        catch
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}, failed after:\n" + string.Join('\n', history.TakeLast(15)));
            throw;
        }

        // A script that never takes, never refuses or never runs dry would prove little.
        Assert.Contains(history, h => h.StartsWith("take next: ", StringComparison.Ordinal) && h != "take next: exhausted");
        Assert.Contains(history, h => h.StartsWith("release ", StringComparison.Ordinal));
    }
}
