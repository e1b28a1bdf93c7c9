namespace Allocation.Core.Storage.Addresses;

/// <summary>What a store is kept in.</summary>
public enum StoreKind
{
    /// <summary>A SQLite database file; the default.</summary>
    Sqlite,

    /// <summary>A JSON document in a file.</summary>
    Json,

    /// <summary>A PostgreSQL database.</summary>
    Postgres,
}
