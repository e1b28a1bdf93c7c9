using Allocation.Core.Allocating;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Direct;
using Allocation.Core.Events;
using Allocation.Core.Events.Recording;
using Allocation.Core.Hooks;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Use;
using Allocation.Core.Renaming;
using Allocation.Core.Reports;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.ResourcePools.Waiting;
using Allocation.Core.Services;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;
using Allocation.Core.Tickets;
using Allocation.Core.Usage;

namespace Allocation.Core;

/// <summary>The product over one open store: what the cmdlets and the command line call.</summary>
internal sealed class AllocationSystem : IDisposable
{
    private readonly UseWarnings _warnings = new();
    private readonly Func<CreationQueue> _queue;

    /// <summary>Puts the parts together.</summary>
    /// <param name="store">The store; disposed with this.</param>
    /// <param name="clock">The time; the store's when null.</param>
    /// <param name="ids">Makes ids; time-ordered UUIDs when null.</param>
    /// <param name="random">For pools with the random strategy; the shared one when null.</param>
    /// <param name="allocators">Custom allocators; those of the process when null.</param>
    /// <param name="sql">Reaches inventories that are tables of a database; null where none are used.</param>
    /// <param name="scripts">Inventories that live as long as this process; the shared ones when null.</param>
    /// <param name="hooks">Where hooks of resource pools leave their logs; the store's own folder when null.</param>
    /// <param name="notAsked">Told what a preview leaves out; null where what is done is meant.</param>
    /// <param name="events">What events say of where they come from; this process and no command when null.</param>
    public AllocationSystem(
        IAllocationStore store,
        TimeProvider? clock = null,
        IIdSource? ids = null,
        Random? random = null,
        AllocatorRegistry? allocators = null,
        ISqlInventories? sql = null,
        SessionInventories? scripts = null,
        HookFolder? hooks = null,
        NotAsked? notAsked = null,
        EventSource? events = null)
    {
        var time = clock ?? store.Clock;

        // What a preview does to its copy nobody reads.
        var recorded = events ?? EventSource.Of("");
        Store = notAsked is null ? new RecordingStore(store, recorded, time) : store;
        store = new CommitTellingStore(Store, _warnings.Committed);
        var source = ids ?? new TimeOrderedIds(time);
        var numbers = new NumberAllocator(time, source, random ?? Random.Shared, _warnings);

        // Pools, inventories and what calls at them need.
        Pools = new PoolCatalog(store, time, _warnings);
        PoolFiles = new PoolFileImport(store, time, source, Pools);
        var session = (scripts ?? SessionInventories.Shared).Of(store.Uri);
        var directory = new InventoryDirectory(session, sql);
        Inventories = new InventoryCatalog(store, time, directory, session);
        var intents = new IntentLog(store, source, time);

        // Services: definitions, allocators, one step, steps outside, whole operations.
        var library = new DefinitionLibrary();
        var known = new AllocatorSet(numbers, directory, library, allocators ?? AllocatorRegistry.Shared);
        Definitions = new DefinitionCatalog(store, time, library, known, _warnings);
        var runner = new AllocationRunner(known, numbers, notAsked);
        var releaser = new InstanceReleaser(numbers, directory, notAsked);
        var stepper = new LifecycleStepper(runner, releaser, intents, time, source);
        var external = new ExternalWork(store, stepper, runner, releaser, library, intents, directory, time);
        var recovery = new IntentRecovery(store, directory, intents, external.Inspector, external.Adopt, external.EndLostRelease)
        {
            IsPreview = notAsked is not null,
        };
        var calls = new ExternalCalls(external, store, stepper, runner, recovery);
        var releases = new ExternalReleases(external, store, stepper, releaser);
        var groups = new GroupedTakes(external, calls, store, stepper, runner, recovery);
        var driver = new ServiceDriver(store, stepper, runner, external, calls, groups, releases, recovery, library);

        // Resource pools and tickets. Their manager ends expired services and direct allocations; tickets it ends in each pass.
        var folder = hooks ?? HookFolder.Of(store.Uri);
        var transactions = new QueueTransactions(store, time, notAsked is null ? ChangeNotifier.Of(store.Uri) : ChangeNotifier.Unheard());
        var transitions = new ResourceTransitions(numbers, source, time);
        var direct = new DirectReleases(store, numbers, time);
        var leases = new LeaseExpiry(store, time, new Dictionary<LeaseKind, Action<Lease, CancellationToken>>
        {
            [LeaseKind.Service] = driver.End,
            [LeaseKind.Direct] = direct.End,
        });
        Manager = new PoolManager(report => new PoolWorker(transactions, new PoolPass(transitions), folder, source) { Report = report },
            EndLeases);
        ResourcePools = new ResourcePoolCatalog(transactions, transitions, _warnings);
        AllPools = new PoolDirectory(Pools, ResourcePools);
        Resources = new PoolResources(transactions, transitions, folder);
        Tickets = new TicketService(transactions, transitions, Manager, recorded.Actor, _warnings);

        Expiry = new LeaseExpiry(store, time, new Dictionary<LeaseKind, Action<Lease, CancellationToken>>
        {
            [LeaseKind.Service] = driver.End,
            [LeaseKind.Direct] = direct.End,
            [LeaseKind.Ticket] = (lease, cancellation) => Tickets.Expire(lease, cancellation),
        });
        var resumption = new ServiceResumption(store, driver, stepper, Expiry);
        var creation = new ServiceCreation(store, time, source, driver, stepper, known, Expiry, resumption);
        Services = new ServiceEngine(store, library, driver, creation,
            new ServiceUpdate(store, time, driver, stepper, Expiry, resumption), resumption);
        VlanServices = new VlanServices(Services, creation);
        _queue = () => new CreationQueue(store, creation, driver, known, directory, source, clock ?? TimeProvider.System);
        ServiceNames = new ServiceRenaming(store, driver, stepper);
        PoolNames = new PoolRenaming(store, Pools, library);
        Direct = new DirectAllocations(store, time, source, numbers, direct, Expiry);
        Usage = new UsageImport(store, Pools, Direct);
        PoolExports = new UsageExport(store, time);

        // What is read, and what a crash left.
        Ledger = new LedgerReader(store, time);
        History = new LedgerHistory(store, time, new PoolHistory(transactions, folder));
        Leaks = new LeakFinder(store, time, directory, external, library);
        Repairs = new Repairer(store, time, directory, external, recovery, driver, library);
        Reports = new ReportBuilder(store, Pools, Leaks, time);
        Events = new EventReader(store);

        void EndLeases(CancellationToken cancellation)
        {
            LeaseKind[] kinds = [LeaseKind.Service, LeaseKind.Direct];
            foreach (var (lease, end, failure) in kinds.SelectMany(kind => leases.EndDue(kind, cancellation)))
            {
                if (failure is not null)
                    _warnings.Tell($"'{lease.Name}' is past its end ({end:u}) and keeps what it holds: {failure.Message}");
            }
        }
    }

    /// <summary>The warnings about pools from which something was taken since this was asked last, and which are above their
    /// limit.</summary>
    public IReadOnlyList<string> Warnings(CancellationToken cancellation = default) => _warnings.Take(Store, cancellation);

    /// <summary>Where everything lives.</summary>
    public IAllocationStore Store { get; }

    /// <summary>Number pools.</summary>
    public PoolCatalog Pools { get; }

    /// <summary>Gives pools of numbers other names.</summary>
    public PoolRenaming PoolNames { get; }

    /// <summary>Gives services other names.</summary>
    public ServiceRenaming ServiceNames { get; }

    /// <summary>Makes pools of VLAN pool files.</summary>
    public PoolFileImport PoolFiles { get; }

    /// <summary>All allocations.</summary>
    public LedgerReader Ledger { get; }

    /// <summary>Ended allocations.</summary>
    public LedgerHistory History { get; }

    /// <summary>Who changed what.</summary>
    public EventReader Events { get; }

    /// <summary>Leases that are past their end.</summary>
    public LeaseExpiry Expiry { get; }

    /// <summary>Services of any definition.</summary>
    public ServiceEngine Services { get; }

    /// <summary>Reports on the store.</summary>
    public ReportBuilder Reports { get; }

    /// <summary>Service definitions.</summary>
    public DefinitionCatalog Definitions { get; }

    /// <summary>VLAN services.</summary>
    public VlanServices VlanServices { get; }

    /// <summary>Numbers that are taken directly.</summary>
    public DirectAllocations Direct { get; }

    /// <summary>Takes the numbers that a file names.</summary>
    public UsageImport Usage { get; }

    /// <summary>Writes the numbers that a pool has given.</summary>
    public UsageExport PoolExports { get; }

    /// <summary>Foreign inventories.</summary>
    public InventoryCatalog Inventories { get; }

    /// <summary>Finds what a crash left.</summary>
    public LeakFinder Leaks { get; }

    /// <summary>Repairs what a crash left.</summary>
    public Repairer Repairs { get; }

    /// <summary>Resource pools.</summary>
    public ResourcePoolCatalog ResourcePools { get; }

    /// <summary>Pools of both kinds.</summary>
    public PoolDirectory AllPools { get; }

    /// <summary>Resources of resource pools.</summary>
    public PoolResources Resources { get; }

    /// <summary>Tickets.</summary>
    public TicketService Tickets { get; }

    /// <summary>Keeps the resource pools filled.</summary>
    public PoolManager Manager { get; }

    /// <summary>For services that are asked for one after the other.</summary>
    public CreationQueue Queue() => _queue();

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();
}
