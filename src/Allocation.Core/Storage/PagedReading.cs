namespace Allocation.Core.Storage;

/// <summary>
/// Reads what is too much to hold by its key, a page a transaction. Between two pages no transaction is open, so whoever takes the rows may
/// take his time, or leave the listing in a pager, and holds up no other process: an open one keeps the log of SQLite from being emptied,
/// and a server from clearing away old rows.
/// </summary>
/// <remarks>
/// Each page is of one state of the store. Rows keep their place, so none comes twice, and none that is there all the time is missed; what
/// is made, changed or removed meanwhile shows or not, depending on the page it is on.
/// </remarks>
internal static class PagedReading
{
    /// <summary>How many rows a page has.</summary>
    public const int PageSize = 1000;

    /// <summary>How many rows a page has that may carry what hooks printed.</summary>
    public const int PageSizeWithData = 250;

    /// <summary>The rows of all pages, in order.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="rows">The rows behind a place, default for the first page; no more than <paramref name="size"/> are taken.</param>
    /// <param name="placeOf">The place of a row.</param>
    /// <param name="size">How many rows a page has.</param>
    /// <param name="cancellation">Ends the listing.</param>
    public static IEnumerable<TRow> Read<TRow, TPlace>(
        IAllocationStore store, Func<IStoreSession, TPlace?, IEnumerable<TRow>> rows, Func<TRow, TPlace> placeOf, int size,
            CancellationToken cancellation)
    {
        var after = default(TPlace);
        while (true)
        {
            var from = after;
            var page = store.Read(session => rows(session, from).Take(size).ToList(), cancellation);
            foreach (var row in page)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return row;
            }

            if (page.Count < size) yield break;
            after = placeOf(page[^1]);
        }
    }
}
