namespace Allocation.PowerShell.Ledger;

/// <summary>
/// Where the pages of this session ended. Who asks for the next page, with <c>-Skip</c> as far as the last one went, goes on
/// behind its last line: no line comes twice, whatever others wrote in between, and a page in the middle costs as little as
/// the first one. After a while, or for any other place, lines are counted off from the start again.
/// </summary>
/// <typeparam name="TPage">What tells a page from all others, its beginning included.</typeparam>
/// <typeparam name="TPlace">A place between two lines.</typeparam>
internal static class PageCursors<TPage, TPlace>
    where TPage : notnull
    where TPlace : class
{
    private const int Most = 64;

    private static readonly TimeSpan s_lasts = TimeSpan.FromMinutes(10);
    private static readonly Dictionary<TPage, (TPlace End, long Since)> s_ends = [];

    /// <summary>Where the page before this one ended; null when that is not known.</summary>
    public static TPlace? Find(TPage page)
    {
        lock (s_ends)
        {
            return s_ends.TryGetValue(page, out var known) && Environment.TickCount64 - known.Since < s_lasts.TotalMilliseconds
                ? known.End
                : null;
        }
    }

    /// <summary>Keeps where the page before this one ended.</summary>
    public static void Keep(TPage page, TPlace end)
    {
        lock (s_ends)
        {
            if (s_ends.Count >= Most) s_ends.Remove(s_ends.MinBy(p => p.Value.Since).Key);
            s_ends[page] = (end, Environment.TickCount64);
        }
    }
}
