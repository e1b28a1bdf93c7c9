using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Microsoft.Data.Sqlite;

namespace Allocation.Benchmarks.Measuring;

/// <summary>Inserts the three rows of a VLAN service with Microsoft.Data.Sqlite and nothing else: one prepared statement a table.</summary>
internal sealed class BareInsert : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _service;
    private readonly SqliteCommand _allocation;

    public BareInsert(SqliteConnection connection)
    {
        _connection = connection;
        _service = Prepare("services", "id", "definition", "definition_version", "name", "name_key", "state", "living", "version", "candidate_values", "active_values", "rollback_values", "created_at", "updated_at");
        _allocation = Prepare("allocations", "reservation_id", "pool", "resource_id", "number", "lease_id", "lease_name", "lease_kind", "attribute", "state", "start_date", "end_date");
    }

    /// <summary>Inserts services with their allocations in one transaction.</summary>
    public void Insert(IEnumerable<(ServiceInstance Service, IReadOnlyList<AllocationRecord> Allocations)> rows)
    {
        using var transaction = _connection.BeginTransaction();
        _service.Transaction = transaction;
        _allocation.Transaction = transaction;
        foreach (var (service, allocations) in rows)
        {
            Run(_service, service.Id, service.Definition, (long)service.DefinitionVersion, service.Name, service.Name.ToUpperInvariant(), service.State, 1L, (long)service.Version, null, service.Attributes.ToJson(), null, Micros(service.CreatedAt), Micros(service.UpdatedAt));
            foreach (var a in allocations)
                Run(_allocation, a.ReservationId, a.Pool, a.ResourceId, a.Value, a.LeaseId, a.LeaseName, "Service", a.Attribute, "Active", Micros(a.StartDate), null);
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _service.Dispose();
        _allocation.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string table, params string[] columns)
    {
        var command = _connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => "@" + c))})";
        foreach (var column in columns) command.Parameters.Add(new SqliteParameter("@" + column, DBNull.Value));
        command.Prepare();
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    private static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
