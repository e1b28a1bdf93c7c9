using System.Runtime.InteropServices;

namespace Allocation.Testing.Processes;

/// <summary>kill(2).</summary>
public static class Signal
{
    public const int Kill = 9;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static extern int Send(int process, int signal);
}
