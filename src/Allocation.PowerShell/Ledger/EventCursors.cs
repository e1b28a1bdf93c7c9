using Allocation.Core.Storage.Events;

namespace Allocation.PowerShell.Ledger;

/// <summary>Where the pages of events ended. The latest come first, so without it every new event would push the last of a page onto the
/// next one.</summary>
internal static class EventCursors
{
    /// <summary>The query, beginning where the page before it ended if that is known, else as it is.</summary>
    public static EventQuery GoOn(string store, EventQuery query) =>
        PageCursors<Page, EventPosition>.Find(PageOf(store, query)) is { } end ? query with { Skip = 0, After = end } : query;

    /// <summary>Keeps where a page ended that gave all it was asked for.</summary>
    public static void Keep(string store, EventQuery query, EventPosition end) =>
        PageCursors<Page, EventPosition>.Keep(PageOf(store, query with { Skip = query.Skip + query.Take!.Value }), end);

    private static Page PageOf(string store, EventQuery query) => new(store, query with { Take = null, After = null });

    private sealed record Page(string Store, EventQuery Query);
}
