using Allocation.Core.Processes;
using Allocation.Core.Storage;

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>Who keeps the pools going, and who only did.</summary>
internal static class ManagerLiveness
{
    /// <summary>How often a manager says that it lives.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromSeconds(10);

    /// <summary>After this silence a manager counts as dead, although on this machine its process may still be there.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether a manager still lives.</summary>
    public static bool IsAlive(ManagerRecord manager, DateTimeOffset now) => manager.Heartbeat + Silence > now
        && (manager.Host != ProcessMark.Host || !ProcessMark.HasEnded(manager.ProcessId, manager.ProcessMark));

    /// <summary>Whether any manager lives, so that no other process has to act as one.</summary>
    public static bool IsManned(IStoreSession session, DateTimeOffset now) => session.Queue.Managers().Any(m => IsAlive(m, now));
}
