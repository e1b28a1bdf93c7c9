using Allocation.Stores.Tests.Contract;
using Allocation.Stores.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(SharedPostgres))]
[assembly: AssemblyFixture(typeof(SharedPooler))]

namespace Allocation.Stores.Tests;

public sealed class MemoryPools : PoolContract<MemoryFixture>;
public sealed class MemoryFreeRanges : FreeRangeContract<MemoryFixture>;
public sealed class MemoryCooling : CoolingContract<MemoryFixture>;
public sealed class MemoryAllocations : AllocationContract<MemoryFixture>;
public sealed class MemoryLedgerQueries : LedgerQueryContract<MemoryFixture>;
public sealed class MemoryServices : ServiceContract<MemoryFixture>;
public sealed class MemoryServiceHistory : ServiceHistoryContract<MemoryFixture>;
public sealed class MemoryDefinitions : DefinitionContract<MemoryFixture>;
public sealed class MemoryDirect : DirectContract<MemoryFixture>;
public sealed class MemoryNotations : NotationContract<MemoryFixture>;
public sealed class MemoryRequests : RequestContract<MemoryFixture>;
public sealed class MemoryIntents : IntentContract<MemoryFixture>;
public sealed class MemoryInventories : InventoryContract<MemoryFixture>;
public sealed class MemoryTickets : TicketContract<MemoryFixture>;
public sealed class MemoryTransactions : TransactionContract<MemoryFixture>;
public sealed class MemoryClock : ClockContract<MemoryFixture>;
public sealed class MemoryListings : ListingContract<MemoryFixture>;
public sealed class MemoryNotes : NoteContract<MemoryFixture>;
public sealed class MemoryEvents : EventContract<MemoryFixture>;

public sealed class SqlitePools : PoolContract<SqliteFixture>;
public sealed class SqliteFreeRanges : FreeRangeContract<SqliteFixture>;
public sealed class SqliteCooling : CoolingContract<SqliteFixture>;
public sealed class SqliteAllocations : AllocationContract<SqliteFixture>;
public sealed class SqliteLedgerQueries : LedgerQueryContract<SqliteFixture>;
public sealed class SqliteServices : ServiceContract<SqliteFixture>;
public sealed class SqliteServiceHistory : ServiceHistoryContract<SqliteFixture>;
public sealed class SqliteDefinitions : DefinitionContract<SqliteFixture>;
public sealed class SqliteDirect : DirectContract<SqliteFixture>;
public sealed class SqliteNotations : NotationContract<SqliteFixture>;
public sealed class SqliteRequests : RequestContract<SqliteFixture>;
public sealed class SqliteIntents : IntentContract<SqliteFixture>;
public sealed class SqliteInventories : InventoryContract<SqliteFixture>;
public sealed class SqliteTickets : TicketContract<SqliteFixture>;
public sealed class SqliteTransactions : TransactionContract<SqliteFixture>;
public sealed class SqliteClock : ClockContract<SqliteFixture>;
public sealed class SqliteListings : ListingContract<SqliteFixture>;
public sealed class SqliteNotes : NoteContract<SqliteFixture>;
public sealed class SqliteEvents : EventContract<SqliteFixture>;

public sealed class JsonPools : PoolContract<JsonFixture>;
public sealed class JsonFreeRanges : FreeRangeContract<JsonFixture>;
public sealed class JsonCooling : CoolingContract<JsonFixture>;
public sealed class JsonAllocations : AllocationContract<JsonFixture>;
public sealed class JsonLedgerQueries : LedgerQueryContract<JsonFixture>;
public sealed class JsonServices : ServiceContract<JsonFixture>;
public sealed class JsonServiceHistory : ServiceHistoryContract<JsonFixture>;
public sealed class JsonDefinitions : DefinitionContract<JsonFixture>;
public sealed class JsonDirect : DirectContract<JsonFixture>;
public sealed class JsonNotations : NotationContract<JsonFixture>;
public sealed class JsonRequests : RequestContract<JsonFixture>;
public sealed class JsonIntents : IntentContract<JsonFixture>;
public sealed class JsonInventories : InventoryContract<JsonFixture>;
public sealed class JsonTickets : TicketContract<JsonFixture>;
public sealed class JsonTransactions : TransactionContract<JsonFixture>;
public sealed class JsonClock : ClockContract<JsonFixture>;
public sealed class JsonListings : ListingContract<JsonFixture>;
public sealed class JsonNotes : NoteContract<JsonFixture>;
public sealed class JsonEvents : EventContract<JsonFixture>;

public sealed class PostgresPools : PoolContract<PostgresFixture>;
public sealed class PostgresFreeRanges : FreeRangeContract<PostgresFixture>;
public sealed class PostgresCooling : CoolingContract<PostgresFixture>;
public sealed class PostgresAllocations : AllocationContract<PostgresFixture>;
public sealed class PostgresServices : ServiceContract<PostgresFixture>;
public sealed class PostgresServiceHistory : ServiceHistoryContract<PostgresFixture>;
public sealed class PostgresDefinitions : DefinitionContract<PostgresFixture>;
public sealed class PostgresDirect : DirectContract<PostgresFixture>;
public sealed class PostgresNotations : NotationContract<PostgresFixture>;
public sealed class PostgresRequests : RequestContract<PostgresFixture>;
public sealed class PostgresLedgerQueries : LedgerQueryContract<PostgresFixture>;
public sealed class PostgresIntents : IntentContract<PostgresFixture>;
public sealed class PostgresInventories : InventoryContract<PostgresFixture>;
public sealed class PostgresTickets : TicketContract<PostgresFixture>;
public sealed class PostgresTransactions : TransactionContract<PostgresFixture>;
public sealed class PostgresClock : ClockContract<PostgresFixture>;
public sealed class PostgresListings : ListingContract<PostgresFixture>;
public sealed class PostgresNotes : NoteContract<PostgresFixture>;
public sealed class PostgresEvents : EventContract<PostgresFixture>;

public sealed class PooledPools : PoolContract<PooledPostgresFixture>;
public sealed class PooledFreeRanges : FreeRangeContract<PooledPostgresFixture>;
public sealed class PooledCooling : CoolingContract<PooledPostgresFixture>;
public sealed class PooledAllocations : AllocationContract<PooledPostgresFixture>;
public sealed class PooledServices : ServiceContract<PooledPostgresFixture>;
public sealed class PooledServiceHistory : ServiceHistoryContract<PooledPostgresFixture>;
public sealed class PooledDefinitions : DefinitionContract<PooledPostgresFixture>;
public sealed class PooledDirect : DirectContract<PooledPostgresFixture>;
public sealed class PooledNotations : NotationContract<PooledPostgresFixture>;
public sealed class PooledRequests : RequestContract<PooledPostgresFixture>;
public sealed class PooledLedgerQueries : LedgerQueryContract<PooledPostgresFixture>;
public sealed class PooledIntents : IntentContract<PooledPostgresFixture>;
public sealed class PooledInventories : InventoryContract<PooledPostgresFixture>;
public sealed class PooledTickets : TicketContract<PooledPostgresFixture>;
public sealed class PooledTransactions : TransactionContract<PooledPostgresFixture>;
public sealed class PooledClock : ClockContract<PooledPostgresFixture>;
[StartsFirst]
public sealed class PooledListings : ListingContract<PooledPostgresFixture>;
public sealed class PooledNotes : NoteContract<PooledPostgresFixture>;
public sealed class PooledEvents : EventContract<PooledPostgresFixture>;

public sealed class MemoryConcurrency : ConcurrencyContract<MemoryFixture>;
public sealed class JsonConcurrency : ConcurrencyContract<JsonFixture>;
public sealed class SqliteConcurrency : ConcurrencyContract<SqliteFixture>;
public sealed class PostgresConcurrency : ConcurrencyContract<PostgresFixture>;
public sealed class PooledConcurrency : ConcurrencyContract<PooledPostgresFixture>;

[StartsFirst]
public sealed class JsonProcesses : ProcessContract<JsonFixture>
{
    // Each change writes all of the document.
    protected override int ServicesEach => 20;

    protected override int Kills => 40;
}

public sealed class SqliteProcesses : ProcessContract<SqliteFixture>;
[StartsFirst]
public sealed class PostgresProcesses : ProcessContract<PostgresFixture>;
