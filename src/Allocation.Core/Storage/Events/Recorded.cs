namespace Allocation.Core.Storage.Events;

/// <summary>What work on a store says to who records it, if somebody does.</summary>
internal static class Recorded
{
    private static readonly AsyncLocal<string?> s_manager = new();

    /// <summary>The manager that works in this flow of control; null for the acts of users.</summary>
    public static string? Manager => s_manager.Value;

    /// <summary>From here on, in this flow of control and until disposed, a manager works.</summary>
    public static IDisposable ByManager(string id)
    {
        var before = s_manager.Value;
        s_manager.Value = id;
        return new Acting(before);
    }

    /// <summary>The session without recording.</summary>
    public static IStoreSession Silent(IStoreSession session) => (session as IRecordedSession)?.Unrecorded ?? session;

    /// <summary>Says what the transaction does, instead of what its rows say.</summary>
    /// <returns>The place of the event; null where nothing is recorded.</returns>
    public static EventPosition? Say(IStoreSession session, EventKind kind, EventSubject subject, string name,
        params IReadOnlyList<EventChange> changes) => (session as IRecordedSession)?.Say(kind, subject, name, changes);

    private sealed class Acting(string? before) : IDisposable
    {
        public void Dispose() => s_manager.Value = before;
    }
}
