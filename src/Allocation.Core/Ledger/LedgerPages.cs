using Allocation.Core.Storage;

namespace Allocation.Core.Ledger;

/// <summary>
/// Reads the ledger as <see cref="PagedReading"/> reads other rows. No page ends within the lines of one resource: a number that is given
/// back and taken again meanwhile would be shown as held twice.
/// </summary>
internal sealed class LedgerPages(IAllocationStore store)
{
    // What is found by its lease or its end is sorted anew for each page.
    private const int LargestSortedPage = 16 * PagedReading.PageSize;

    /// <summary>The lines of a query; no transaction is open while they are taken.</summary>
    public IEnumerable<AllocationRecord> Read(AllocationQuery query, CancellationToken cancellation)
    {
        var largest = query is { LeaseId: null, LeaseName: null, Expired: false, EndedBefore: null }
            ? PagedReading.PageSize
            : LargestSortedPage;
        var (left, size) = (query.Take ?? long.MaxValue, PagedReading.PageSize);
        while (true)
        {
            var (next, most) = (query with { Take = Math.Min(size, left) }, left);
            var (page, isLast) = store.Read(session => Page(session, next, most), cancellation);
            foreach (var line in page)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return line;
            }

            if (isLast) yield break;
            left -= page.Count;
            size = Math.Min(2 * size, largest);
            query = query with { Skip = 0, After = LedgerPosition.BehindResourceOf(page[^1]) };
        }
    }

    // Leaves out the last resource, of which there may be more lines. When it is the only one, the rest of it is read.
    private static (List<AllocationRecord> Lines, bool IsLast) Page(IStoreSession session, AllocationQuery query, long most)
    {
        var lines = session.Allocations.Query(query).ToList();
        if (lines.Count < query.Take || lines.Count == most) return (lines, true);
        var last = lines[^1];
        var whole = lines.FindLastIndex(line => line.Pool != last.Pool || line.ResourceId != last.ResourceId) + 1;
        if (whole > 0)
        {
            lines.RemoveRange(whole, lines.Count - whole);
            return (lines, false);
        }

        var rest = query with
        {
            Pool = last.Pool,
            ResourceId = last.ResourceId,
            Spans = [],
            After = LedgerPosition.Of(last),
            Skip = 0,
            Take = most - lines.Count,
        };
        lines.AddRange(session.Allocations.Query(rest));
        return (lines, lines.Count == most);
    }
}
