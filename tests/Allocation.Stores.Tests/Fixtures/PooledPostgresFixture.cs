namespace Allocation.Stores.Tests.Fixtures;

/// <summary>A schema on the server, through a pooler that gives each transaction another of its connections.</summary>
public sealed class PooledPostgresFixture() : PostgresSchemaFixture(schema => SharedPooler.Instance.StoreText(schema));
