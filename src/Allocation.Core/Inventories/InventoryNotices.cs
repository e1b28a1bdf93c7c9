using System.Collections.Concurrent;

namespace Allocation.Core.Inventories;

/// <summary>What people should know although nothing failed, such as a number that an inventory no longer knew.</summary>
internal static class InventoryNotices
{
    private static readonly AsyncLocal<Action<string>?> s_listener = new();

    /// <summary>Hears what is reported from here on, in this flow of control and until disposed.</summary>
    public static IDisposable Listen(Action<string> listener)
    {
        var before = s_listener.Value;
        s_listener.Value = listener;
        return new Listening(before);
    }

    /// <summary>Hears what is reported as <see cref="Listen"/> does, and so does who listened before.</summary>
    public static IDisposable Overhear(Action<string> listener)
    {
        var before = s_listener.Value;
        return Listen(notice =>
        {
            listener(notice);
            before?.Invoke(notice);
        });
    }

    /// <summary>The same listener, who hears no notice a second time: several questions of one command meet the same inventory that is
    /// down.</summary>
    public static Action<string> Once(Action<string> listener)
    {
        var told = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        return notice =>
        {
            if (told.TryAdd(notice, true)) listener(notice);
        };
    }

    /// <summary>Tells whoever listens.</summary>
    internal static void Tell(string notice) => s_listener.Value?.Invoke(notice);

    private sealed class Listening(Action<string>? before) : IDisposable
    {
        public void Dispose() => s_listener.Value = before;
    }
}
