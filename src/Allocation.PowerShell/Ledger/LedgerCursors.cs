using Allocation.Core.Ledger;

namespace Allocation.PowerShell.Ledger;

/// <summary>Where the pages of the ledger ended.</summary>
internal static class LedgerCursors
{
    /// <summary>The query, beginning where the page before it ended if that is known, else as it is.</summary>
    public static AllocationQuery GoOn(string store, bool byResource, AllocationQuery query) =>
        PageCursors<Page, LedgerPosition>.Find(PageOf(store, byResource, query)) is { } end ? query with { Skip = 0, After = end } : query;

    /// <summary>Keeps where a page ended that gave all it was asked for.</summary>
    public static void Keep(string store, bool byResource, AllocationQuery query, LedgerPosition end) =>
        PageCursors<Page, LedgerPosition>.Keep(PageOf(store, byResource, query with { Skip = query.Skip + query.Take!.Value }), end);

    private static Page PageOf(string store, bool byResource, AllocationQuery query) =>
        new(store, byResource, query with { Take = null, After = null, AsOf = default });

    private sealed record Page(string Store, bool ByResource, AllocationQuery Query);
}
