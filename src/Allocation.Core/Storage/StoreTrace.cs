namespace Allocation.Core.Storage;

/// <summary>What work on a store tells those who look into it. Work that is undone, or run again, has told of its steps all the
/// same.</summary>
/// <param name="Decision">Called for each resource that is taken or given back; within a transaction. Null without a listener.</param>
/// <param name="Retry">Called for each pause before work is run again, and why; before it begins. Null without a listener.</param>
/// <param name="Over">Called after each transaction, however it ended. Null without a listener.</param>
/// <param name="Statement">Called for each statement of a database; its values are parameters, and are not shown. Null without a
/// listener.</param>
internal sealed record StoreTrace(Action<string>? Decision, Action<string>? Retry, Action? Over, Action<string>? Statement)
{
    private static readonly AsyncLocal<StoreTrace?> s_current = new();

    /// <summary>Who listens in this flow of control, or null.</summary>
    public static StoreTrace? Current => s_current.Value;

    /// <summary>Sets the listener, or none, from here on, in this flow of control and until disposed.</summary>
    public static IDisposable Listen(StoreTrace? listener)
    {
        var before = s_current.Value;
        s_current.Value = listener;
        return new Listening(before);
    }

    private sealed class Listening(StoreTrace? before) : IDisposable
    {
        public void Dispose() => s_current.Value = before;
    }
}
