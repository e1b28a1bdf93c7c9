namespace Allocation.Benchmarks.Measuring;

/// <summary>
/// The turns of two builds that are measured side by side, seen from one of them: it does nothing until it is told, goes on as far as
/// the end of its round, and says so.
/// </summary>
internal static class Turns
{
    /// <summary>The first argument of a process that takes turns.</summary>
    public const string Order = "--in-turns";

    /// <summary>What it says at the end of a round.</summary>
    public const string Over = "over";

    private static bool s_taken;

    /// <summary>From now on every round waits for its turn.</summary>
    public static void Begin()
    {
        s_taken = true;
        Wait();
    }

    /// <summary>The round is over; returns when it is the turn of this process again.</summary>
    public static void Next()
    {
        if (!s_taken) return;
        Console.WriteLine(Over);
        Wait();
    }

    // Without a parent nobody is left to measure for.
    private static void Wait()
    {
        if (Console.ReadLine() is null) Environment.Exit(1);
    }
}
