using Allocation.Core.Ledger;

namespace Allocation.PowerShell.Ledger;

/// <summary>
/// Where the pages of this session ended. Who asks for the next page, with <c>-Skip</c> as far as the last one went, goes on
/// behind its last line: no line comes twice, whatever others wrote in between, and a page in the middle costs as little as
/// the first one. After a while, or for any other place, lines are counted off from the start again.
/// </summary>
internal static class PageCursors
{
    private const int Most = 64;

    private static readonly TimeSpan s_lasts = TimeSpan.FromMinutes(10);
    private static readonly Dictionary<Page, (LedgerPosition End, long Since)> s_ends = [];

    /// <summary>The query, beginning where the page before it ended if that is known, else as it is.</summary>
    public static AllocationQuery GoOn(string store, bool byResource, AllocationQuery query)
    {
        lock (s_ends)
        {
            return s_ends.TryGetValue(PageOf(store, byResource, query), out var known)
                && Environment.TickCount64 - known.Since < s_lasts.TotalMilliseconds
                ? query with { Skip = 0, After = known.End }
                : query;
        }
    }

    /// <summary>Keeps where a page ended that gave all it was asked for.</summary>
    public static void Keep(string store, bool byResource, AllocationQuery query, LedgerPosition end)
    {
        lock (s_ends)
        {
            if (s_ends.Count >= Most) s_ends.Remove(s_ends.MinBy(p => p.Value.Since).Key);
            s_ends[PageOf(store, byResource, query with { Skip = query.Skip + query.Take!.Value })] = (end, Environment.TickCount64);
        }
    }

    private static Page PageOf(string store, bool byResource, AllocationQuery query) =>
        new(store, byResource, query with { Take = null, After = null, AsOf = default });

    private sealed record Page(string Store, bool ByResource, AllocationQuery Query);
}
