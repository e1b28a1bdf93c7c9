using Allocation.Core.Ledger;

namespace Allocation.Stores.Sql;

/// <summary>The WHERE of a query: one text for each combination of filters, so that each is prepared once.</summary>
internal sealed class SqlAllocationFilter
{
    public SqlAllocationFilter(AllocationQuery query)
    {
        var conditions = new List<string>();
        void Equal(string column, string? value)
        {
            if (value is null) return;
            conditions.Add($"{column} = @{column}");
            Values.Add(SqlValue.Text(column, value));
        }

        Equal("pool", query.Pool);
        Equal("resource_id", query.ResourceId);
        Equal("lease_id", query.LeaseId);
        Equal("reservation_id", query.ReservationId);
        if (query.State is { } state) conditions.Add(InState(state, query.ResourceId is not null));
        Where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
    }

    public string Where { get; }

    public List<SqlValue> Values { get; } = [];

    // SQLite takes the index of active resources when it reads "state = 'Active'": right for one resource, but for a whole
    // pool it would have to sort. Said the other way round it stays with the order of the ledger.
    private static string InState(AllocationState state, bool oneResource) => state switch
    {
        AllocationState.Active => oneResource ? "state = 'Active'" : "state <> 'Released'",
        _ => "state = 'Released'",
    };
}
