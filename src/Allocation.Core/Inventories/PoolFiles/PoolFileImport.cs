using Allocation.Core.Errors;
using Allocation.Core.Json;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories.PoolFiles;

/// <summary>Makes number pools of VLAN pool files.</summary>
internal sealed class PoolFileImport
{
    // Often enough to see it move, and too seldom to cost anything.
    private const int Step = 1000;

    private readonly IAllocationStore _store;
    private readonly TimeProvider _clock;
    private readonly IIdSource _ids;
    private readonly PoolCatalog _pools;

    internal PoolFileImport(IAllocationStore store, TimeProvider clock, IIdSource ids, PoolCatalog pools)
    {
        _store = store;
        _clock = clock;
        _ids = ids;
        _pools = pools;
    }

    /// <summary>
    /// Takes a VLAN pool file over as a pool: its range, and its used numbers as held by the import. A service that asks
    /// for exactly such a number takes it over from the import.
    /// </summary>
    /// <param name="file">The file; it is only read.</param>
    /// <param name="name">The name of the new pool.</param>
    /// <param name="progress">Reports how far it is; may start again when the store was contended.</param>
    /// <param name="cancellation">Ends it; then nothing is taken over.</param>
    /// <exception cref="InvalidPoolFileException">The file is missing or damaged.</exception>
    /// <exception cref="PoolExistsException">The name is taken.</exception>
    public AllocationPool Import(VlanPoolFile file, string name, IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var content = Read(file, cancellation);
        var pool = new NumberPool { Name = PoolName.Check(name), Range = content.Range, CreatedAt = _clock.Now() };
        var lease = _ids.Next();
        return _store.Run(
            session =>
            {
                _pools.Add(session, pool);
                var numbers = new FreeNumbers(session, pool, pool.CreatedAt);
                var done = 0;
                foreach (var used in content.Used)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (done++ % Step == 0) progress?.Report(new TransferProgress(done - 1, content.Used.Count));
                    if (!numbers.TakeExact(used))
                        throw new InvalidPoolFileException(file.Path, $"{used} must be in {content.Range} and be used only once");
                    session.Allocations.Add(new AllocationRecord
                    {
                        ReservationId = _ids.Next(),
                        Pool = pool.Name,
                        ResourceId = LedgerText.Of(used),
                        Value = used,
                        LeaseId = lease,
                        LeaseName = file.Path,
                        LeaseKind = LeaseKind.Import,
                        StartDate = pool.CreatedAt,
                    });
                }

                return _pools.Describe(session, pool);
            },
            cancellation);
    }

    // A file of used numbers that is not named .csv is taken for a VLAN pool file.
    private static VlanPoolContent Read(VlanPoolFile file, CancellationToken cancellation)
    {
        try
        {
            return file.Read(cancellation);
        }
        catch (InvalidPoolFileException error) when (error.InnerException is OutsideJsonException)
        {
            throw new InvalidPoolFileException(error.Path, error.Reason, error.InnerException) { WayOut = WayOut.Format };
        }
    }
}
