using System.Management.Automation;

namespace Allocation.PowerShell.Ledger;

/// <summary>Queries of one call whose results are counted over: <c>-Skip</c>, <c>-First</c> and <c>-IncludeTotalCount</c> are about all of
/// them together.</summary>
/// <param name="paging">What was asked for.</param>
/// <param name="count">How many results a query has.</param>
/// <param name="write">Writes the results of a query that are behind so many, at most so many; returns how many it wrote.</param>
internal sealed class PagedQueries<TQuery>(PagingParameters paging, Func<TQuery, long> count, Func<TQuery, long, long, long> write)
{
    private readonly List<TQuery> _all = [];

    /// <summary>Whether there is one query only, so that a page of it can go on where the one before ended.</summary>
    public bool IsOfOne => _all.Count == 1;

    /// <summary>Whether pages are asked for at all; then the queries wait until the last one is known.</summary>
    public static bool AreWanted(PagingParameters paging) =>
        paging.IncludeTotalCount || paging.Skip > 0 || paging.First != ulong.MaxValue;

    /// <summary>One query more.</summary>
    public void Add(TQuery query) => _all.Add(query);

    /// <summary>Writes the page.</summary>
    /// <param name="writeTotal">Gets the total count, where it is asked for.</param>
    public void WriteAll(Action<PSObject> writeTotal)
    {
        if (_all.Count == 0) return;
        if (paging.IncludeTotalCount) writeTotal(paging.NewTotalCount((ulong)_all.Sum(count), accuracy: 1.0));

        var skip = (long)Math.Min(paging.Skip, long.MaxValue);
        var left = (long)Math.Min(paging.First, long.MaxValue);
        foreach (var query in _all.TakeWhile(_ => left > 0))
        {
            if (_all.Count > 1 && skip > 0 && count(query) is var all && all <= skip)
            {
                skip -= all;
                continue;
            }

            left -= write(query, skip, left);
            skip = 0;
        }
    }
}
