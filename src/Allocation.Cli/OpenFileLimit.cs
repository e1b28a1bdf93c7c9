using System.Runtime.InteropServices;

namespace Allocation.Cli;

/// <summary>How many files the process may have open; <c>ulimit -n</c>. With too few the runtime aborts at any place.</summary>
internal static partial class OpenFileLimit
{
    /// <summary>What a command needs: about 90 for the runtime with its assemblies, the rest for the store.</summary>
    public const int Needed = 128;

    /// <summary>Why a command cannot run; null when it can.</summary>
    public static string? Refusal()
    {
        if (OperatingSystem.IsWindows() || GetLimit(OperatingSystem.IsLinux() ? 7 : 8, out var limit) != 0 || limit.Current >= Needed)
            return null;
        return $"The process may have {limit.Current} files open (ulimit -n); it must be at least {Needed}.";
    }

    [DllImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static extern int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Current;
        public nuint Most;
    }
}
