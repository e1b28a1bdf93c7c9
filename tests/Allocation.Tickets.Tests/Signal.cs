using System.Runtime.InteropServices;

namespace Allocation.Tickets.Tests;

/// <summary>kill(2).</summary>
internal static class Signal
{
    public const int Kill = 9;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static extern int Send(int process, int signal);
}
