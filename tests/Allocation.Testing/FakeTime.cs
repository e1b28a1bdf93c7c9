using System.ComponentModel;
using System.Diagnostics;

namespace Allocation.Testing;

/// <summary>The program <c>faketime</c>, under which another program sees another time.</summary>
public static class FakeTime
{
    /// <summary>Why a test that needs it is skipped where it is not there.</summary>
    public const string Missing = "faketime is not installed, or does not work here";

    private static readonly Lazy<bool> s_works = new(() =>
    {
        try
        {
            using var program = Process.Start(new ProcessStartInfo("faketime", ["2031-03-30 00:30:00 UTC", "date", "-u", "+%Y"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            return program.StandardOutput.ReadToEnd().Trim() == "2031";
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    private static readonly Lazy<string> s_library = new(() =>
    {
        using var program = Process.Start(new ProcessStartInfo("faketime", ["-m", "-f", "+0", "printenv", "LD_PRELOAD"])
        {
            RedirectStandardOutput = true,
        })!;
        return program.StandardOutput.ReadToEnd().Trim();
    });

    /// <summary>Whether it is there and works.</summary>
    public static bool Works => s_works.Value;

    /// <summary>The words before those of a program that is to begin at a time.</summary>
    /// <param name="utc">The time in UTC, such as <c>2031-03-30 00:30:00</c>.</param>
    public static string[] At(string utc) => ["faketime", $"{utc} UTC"];

    /// <summary>
    /// The environment in which a program sees a time, and those that it starts see the same one. The program <c>faketime</c> has them
    /// share it by a lock, and whoever is killed while it has the lock stops all others; a distance from now needs none.
    /// </summary>
    /// <param name="time">The time.</param>
    /// <param name="zone">The zone of the machine, such as <c>Pacific/Auckland</c>.</param>
    public static IReadOnlyDictionary<string, string> Environment(DateTimeOffset time, string zone) => new Dictionary<string, string>
    {
        ["TZ"] = zone,
        ["LD_PRELOAD"] = s_library.Value,
        ["FAKETIME"] = FormattableString.Invariant($"+{(long)(time - DateTimeOffset.UtcNow).TotalSeconds}s"),
        // What waits is not disturbed: without the second line every timed wait of .NET is over at once, as the library then takes its
        // end, which counts from the start of the machine, for a time of day. Times that a test gives to files are read as they were given.
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        ["FAKE_UTIME"] = "1",
    };
}
