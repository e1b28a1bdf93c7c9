using Allocation.Core.Ledger;

namespace Allocation.Stores.Sql;

/// <summary>The WHERE of a query: one text for each combination of filters, so that each is prepared once. The
/// state stands in the text, because an index of active rows serves only a statement that says so itself.</summary>
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
        if (query.State is { } state) conditions.Add($"state = '{state}'");
        Where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
    }

    public string Where { get; }

    public List<SqlValue> Values { get; } = [];
}
