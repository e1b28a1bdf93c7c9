using System.Diagnostics;

namespace Allocation.Tickets.Tests;

/// <summary>Waits for what another process does; never for a time to pass.</summary>
internal static class Until
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static void True(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < s_patience, $"never happened: {what}");
            Thread.Sleep(5);
        }
    }
}
