using Allocation.Core.Ledger;

namespace Allocation.Core.Storage.Events;

/// <summary>What work on a store says to who records it, if somebody does.</summary>
internal static class Recorded
{
    private static readonly AsyncLocal<string?> s_manager = new();
    private static readonly AsyncLocal<bool> s_repairs = new();

    /// <summary>The manager that works in this flow of control; null for the acts of users.</summary>
    public static string? Manager => s_manager.Value;

    /// <summary>Whether what is done in this flow of control repairs something.</summary>
    public static bool IsRepairing => s_repairs.Value;

    /// <summary>From here on, in this flow of control and until disposed, a manager works.</summary>
    public static IDisposable ByManager(string id)
    {
        var before = s_manager.Value;
        s_manager.Value = id;
        return new Acting(() => s_manager.Value = before);
    }

    /// <summary>From here on, in this flow of control and until disposed, something is repaired.</summary>
    public static IDisposable AsRepair()
    {
        var before = s_repairs.Value;
        s_repairs.Value = true;
        return new Acting(() => s_repairs.Value = before);
    }

    /// <summary>The session without recording.</summary>
    public static IStoreSession Silent(IStoreSession session) => (session as IRecordedSession)?.Unrecorded ?? session;

    /// <summary>Says what the transaction does, instead of what its rows say.</summary>
    /// <returns>The place of the event; null where nothing is recorded.</returns>
    public static EventPosition? Say(IStoreSession session, EventKind kind, EventSubject subject, string name,
        params IReadOnlyList<EventChange> changes) => (session as IRecordedSession)?.Say(kind, subject, name, changes);

    /// <summary>Says that a difference between the ledger and an inventory was repaired without a row that tells of it.</summary>
    public static void SayRepaired(IStoreSession session, AllocationRecord held, params IReadOnlyList<EventChange> changes) =>
        (session as IRecordedSession)?.SayRepaired(held, changes);

    private sealed class Acting(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
