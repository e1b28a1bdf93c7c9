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

    /// <summary>Whether it is there and works.</summary>
    public static bool Works => s_works.Value;

    /// <summary>The words before those of a program that is to begin at a time.</summary>
    /// <param name="utc">The time in UTC, such as <c>2031-03-30 00:30:00</c>.</param>
    public static string[] At(string utc) => ["faketime", $"{utc} UTC"];
}
