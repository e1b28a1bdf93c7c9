namespace Allocation.Stores.Tests.Fixtures;

/// <summary>A schema on the server, with a connection to it.</summary>
public sealed class PostgresFixture() : PostgresSchemaFixture(schema => SharedPostgres.Cluster.StoreText(schema));
