using Allocation.Tickets.Tests.ResourcePools;
using Allocation.Tickets.Tests.Sites;
using Allocation.Tickets.Tests.Tickets;

[assembly: AssemblyFixture(typeof(SharedPostgres))]
[assembly: AssemblyFixture(typeof(SharedPooler))]

namespace Allocation.Tickets.Tests;

public sealed class SqliteFirstTickets : FirstTicketContract<SqlitePlace>;
public sealed class SqliteStarts : StartContract<SqlitePlace>;
public sealed class SqliteAssignments : AssignmentContract<SqlitePlace>;
public sealed class SqliteLives : LifeContract<SqlitePlace>;
public sealed class SqliteCrashes : CrashContract<SqlitePlace>;
public sealed class SqliteCrashSteps : CrashStepContract<SqlitePlace>;
public sealed class SqliteWeaknesses : WeaknessContract<SqlitePlace>;
public sealed class SqliteLoads : LoadContract<SqlitePlace>;

public sealed class PostgresFirstTickets : FirstTicketContract<PostgresPlace>;
public sealed class PostgresStarts : StartContract<PostgresPlace>;
public sealed class PostgresAssignments : AssignmentContract<PostgresPlace>;
public sealed class PostgresLives : LifeContract<PostgresPlace>;
[StartsFirst]
public sealed class PostgresCrashes : CrashContract<PostgresPlace>;
[StartsFirst]
public sealed class PostgresCrashSteps : CrashStepContract<PostgresPlace>;
[StartsFirst]
public sealed class PostgresWeaknesses : WeaknessContract<PostgresPlace>;
[StartsFirst]
public sealed class PostgresLoads : LoadContract<PostgresPlace>;

// Who waits through a pooler looks for changes instead of hearing of them.
public sealed class PooledFirstTickets : FirstTicketContract<PooledPlace>;
public sealed class PooledAssignments : AssignmentContract<PooledPlace>;
public sealed class PooledLives : LifeContract<PooledPlace>;

public sealed class JsonFirstTickets : FirstTicketContract<JsonPlace>;
public sealed class JsonStarts : StartContract<JsonPlace>;
public sealed class JsonAssignments : AssignmentContract<JsonPlace>;
public sealed class JsonLives : LifeContract<JsonPlace>;
