using System.Diagnostics;

namespace Allocation.Testing.Processes;

/// <summary>The end of this process at a moment of the test's choice.</summary>
public static class Death
{
    /// <summary>SIGKILL, or TerminateProcess on Windows: no handler, no finally.</summary>
    public static void Now()
    {
        using var own = Process.GetCurrentProcess();
        own.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
