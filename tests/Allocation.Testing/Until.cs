using System.Diagnostics;

namespace Allocation.Testing;

/// <summary>Waits for what another process does; never for a time to pass.</summary>
public static class Until
{
    public static void True(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < HangLimit.Time, $"never happened: {what}");
            Thread.Sleep(5);
        }
    }
}
