using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.Usage;

/// <summary>Takes the numbers that a file names from a pool, as direct allocations: all of them in one transaction, or none.</summary>
internal sealed class UsageImport(IAllocationStore store, PoolCatalog pools, DirectAllocations direct)
{
    /// <summary>Takes the numbers of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The pool, which must be there.</param>
    /// <param name="ifNotExists">Whether a name that holds these numbers already is fine.</param>
    /// <param name="cancellation">Ends it; nothing is taken then.</param>
    /// <returns>The pool as it is now, and how much of the file is new.</returns>
    /// <exception cref="PoolNotFoundException">There is no such pool of numbers.</exception>
    /// <exception cref="InvalidPoolFileException">Lines of the file cannot be met; the message says which and why, and nothing is
    /// taken.</exception>
    public UsageImported Import(UsageFile file, string name, bool ifNotExists, CancellationToken cancellation = default)
    {
        var (pool, requests) = store.Read(
            session =>
            {
                var found = session.Pools.Find(name) is { IsScope: false } known ? known : throw MissingPool.OfNumbers(session, name);
                return (found.Name, new UsageRequests(session, found, file.Rows, ifNotExists, file.Mistakes).All);
            },
            cancellation);
        var asked = requests.Select(one => one.Request).ToList();
        var outcome = file.Mistakes.Exist ? direct.Rehearse(asked, null, cancellation) : direct.TakeAll(asked, null, cancellation);
        Report(file, requests, outcome.Refusals, cancellation);
        return file.Mistakes.Exist
            ? throw new InvalidPoolFileException(file.Path, pool, file.Mistakes.Lines())
            {
                WayOut = file.WayOut ?? outcome.Refusals.Select(refusal => refusal.Error.WayOut).FirstOrDefault(way => way is not null),
            }
            : new UsageImported(pools.Find(new NamePattern(NamePattern.Literal(pool)), cancellation)[0],
                outcome.Taken.Count - outcome.Kept, outcome.Kept);
    }

    // A request for several numbers is refused for the first of them that it cannot have. Each row alone says which those are.
    private void Report(UsageFile file, IReadOnlyList<(DirectRequest Request, IReadOnlyList<UsageRow> Rows)> requests,
        IReadOnlyList<BatchRefusal> refusals, CancellationToken cancellation)
    {
        var rows = new List<(int Line, AllocationException Error, DirectRequest Request)>();
        foreach (var (place, error) in refusals)
        {
            var (request, lines) = requests[place!.Value];
            if (lines.Count == 1 || error is AllocationExistsException)
                file.Mistakes.Add(lines[0].Line, error.Message, isThere: error.WayOut == WayOut.IfNotExists);
            else rows.AddRange(lines.Select(row => (row.Line, error, request with
            {
                Name = $"line {row.Line} of the file",
                Numbers = new NumberRangeList([]),
                ResourceIds = [row.Number],
                IfNotExists = false,
            })));
        }

        if (rows.Count == 0) return;
        var alone = direct.Rehearse(rows.ConvertAll(row => row.Request), null, cancellation).Refusals;
        foreach (var (place, error) in alone) file.Mistakes.Add(rows[place!.Value].Line, error.Message);
        if (alone.Count == 0) file.Mistakes.Add(rows[0].Line, rows[0].Error.Message);
    }
}
