using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.Usage;

/// <summary>Writes the numbers that a pool has given, whoever holds them, as one state of the store has them.</summary>
internal sealed class UsageExport(IAllocationStore store, TimeProvider clock)
{
    /// <summary>The file of a pool.</summary>
    /// <param name="name">The pool.</param>
    /// <param name="format">What is written.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PoolNotFoundException">There is no such pool of numbers.</exception>
    /// <exception cref="InvalidPoolException">NetBox has nothing for what the pool gives.</exception>
    public UsageText Write(string name, PoolExportFormat format, CancellationToken cancellation = default)
    {
        var (pool, lines) = store.Read(
            session =>
            {
                var found = session.Pools.Find(name) is { IsScope: false } known ? known : throw MissingPool.OfNumbers(session, name);
                return (found, Held(session, found.Name, cancellation));
            },
            cancellation);
        IUsageWriter writer = format switch
        {
            PoolExportFormat.Csv => new CsvUsageWriter(pool.Notation),
            PoolExportFormat.NetBox => NetBoxUsageWriter.Of(pool),
        };
        return UsageText.Of(pool.Name, writer, lines, cancellation);
    }

    // What is over holds its number only until it is noticed; nobody can take it until then.
    private List<AllocationRecord> Held(IStoreSession session, string pool, CancellationToken cancellation)
    {
        var now = clock.Now();
        var lines = new List<AllocationRecord>();
        foreach (var line in session.Allocations.Query(new AllocationQuery { Pool = pool, State = AllocationState.Active }))
        {
            cancellation.ThrowIfCancellationRequested();
            if (line.EndDate is null || line.EndDate > now) lines.Add(line);
        }

        return lines;
    }
}
