namespace Allocation.Tickets.Tests;

public sealed class SqliteFirstTickets : FirstTicketRules<SqlitePlace>;
public sealed class SqliteStarts : StartRules<SqlitePlace>;
public sealed class SqliteAssignments : AssignmentRules<SqlitePlace>;
public sealed class SqliteLives : LifeRules<SqlitePlace>;
public sealed class SqliteCrashes : CrashRules<SqlitePlace>;
public sealed class SqliteCrashSteps : CrashStepRules<SqlitePlace>;
public sealed class SqliteWeaknesses : WeaknessRules<SqlitePlace>;
public sealed class SqliteLoads : LoadRules<SqlitePlace>;

public sealed class PostgresFirstTickets : FirstTicketRules<PostgresPlace>;
public sealed class PostgresStarts : StartRules<PostgresPlace>;
public sealed class PostgresAssignments : AssignmentRules<PostgresPlace>;
public sealed class PostgresLives : LifeRules<PostgresPlace>;
public sealed class PostgresCrashes : CrashRules<PostgresPlace>;
public sealed class PostgresCrashSteps : CrashStepRules<PostgresPlace>;
public sealed class PostgresWeaknesses : WeaknessRules<PostgresPlace>;
public sealed class PostgresLoads : LoadRules<PostgresPlace>;

// Who waits through a pooler looks for changes instead of hearing of them.
public sealed class PooledFirstTickets : FirstTicketRules<PooledPlace>;
public sealed class PooledAssignments : AssignmentRules<PooledPlace>;
public sealed class PooledLives : LifeRules<PooledPlace>;

public sealed class JsonFirstTickets : FirstTicketRules<JsonPlace>;
public sealed class JsonStarts : StartRules<JsonPlace>;
public sealed class JsonAssignments : AssignmentRules<JsonPlace>;
public sealed class JsonLives : LifeRules<JsonPlace>;
