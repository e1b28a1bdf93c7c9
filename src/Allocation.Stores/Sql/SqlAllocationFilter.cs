using System.Globalization;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;
using Allocation.Stores.Sql.Notes;

namespace Allocation.Stores.Sql;

/// <summary>The WHERE of a query: one text for each combination of filters and number of values, so that each is prepared once. The
/// state is in the text, because an index of active rows serves only a statement that says so itself.</summary>
internal sealed class SqlAllocationFilter
{
    private readonly List<string> _conditions = [];

    public SqlAllocationFilter(AllocationQuery query, SqlDialect dialect)
    {
        Equal("pool", query.Pool);
        Resource(query);
        Equal("lease_id", query.LeaseId);
        LeaseName(query.LeaseName, dialect);
        Equal("lease_kind", query.LeaseKind?.ToString());
        if (query.NotLeaseKind is { } other) _conditions.Add($"lease_kind <> '{other}'");
        SqlNoteFilter.Add(query.Notes, NoteSubjectKind.Lease, "lease_id", dialect, _conditions, Values);
        Equal("reservation_id", query.ReservationId);

        // The index of what is active says nothing of its kind: each row would be looked up, which takes longer than to read them all.
        if (query is { State: AllocationState.Active, LeaseKind: not null }) _conditions.Add("state <> 'Released'");
        else if (query.State is { } state) _conditions.Add($"state = '{state}'");
        Time(query);
        After(query);
        Where = _conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", _conditions);
    }

    public string Where { get; }

    public List<SqlValue> Values { get; } = [];

    private void Equal(string column, string? value)
    {
        if (value is null) return;
        _conditions.Add($"{column} = @{column}");
        Values.Add(SqlValue.Text(column, value));
    }

    // The number leads to the rows of a resource in the order of the table, which its id alone does not.
    private void Resource(AllocationQuery query)
    {
        if (query.Spans.Count > 0 || query.ResourceIds.Count > 0)
        {
            Spans(query);
            return;
        }

        Equal("resource_id", query.ResourceId);
        if (query.ResourceNumbers is not { } numbers) return;
        _conditions.Add("number IN (-1, @number)");
        Values.Add(SqlValue.Number("number", numbers[^1]));
    }

    private void Spans(AllocationQuery query)
    {
        var choices = new List<string>();
        if (query.ResourceId is { } id)
        {
            choices.Add("resource_id = @resource_id");
            Values.Add(SqlValue.Text("resource_id", id));
        }

        for (var i = 0; i < query.ResourceIds.Count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"resource_id{i}");
            choices.Add($"resource_id = @{name}");
            Values.Add(SqlValue.Text(name, query.ResourceIds[i]));
        }

        for (var i = 0; i < query.Spans.Count; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            var isOfPool = query.Spans[i].Pool == query.Pool;
            choices.Add((isOfPool ? "" : $"pool = @span_pool{number} AND ") +
                $"number >= @span_from{number} AND number < @span_to{number}");
            if (!isOfPool) Values.Add(SqlValue.Text($"span_pool{number}", query.Spans[i].Pool));
            Values.Add(SqlValue.Number($"span_from{number}", query.Spans[i].Range.From));
            Values.Add(SqlValue.Number($"span_to{number}", query.Spans[i].Range.To));
        }

        _conditions.Add($"({string.Join(" OR ", choices)})");
    }

    private void LeaseName(string? pattern, SqlDialect dialect)
    {
        if (pattern is null) return;
        if (new NamePattern(pattern).Literally is { } exact)
        {
            Equal("lease_name_key", NameKey.Of(exact));
            return;
        }

        _conditions.Add(dialect.Fits("lease_name_key", "@lease_name"));
        Values.Add(SqlValue.Text("lease_name", dialect.Pattern(pattern)));
    }

    private void Time(AllocationQuery query)
    {
        if (query.From is not null) _conditions.Add("(end_date IS NULL OR end_date > @from OR (state = 'Active' AND end_date <= @as_of))");
        if (query.Expired) _conditions.Add("state = 'Active' AND end_date <= @as_of");
        if (query.To is not null) _conditions.Add("start_date < @to");
        if (query.EndedBefore is not null) _conditions.Add("state = 'Released' AND end_date < @ended_before");
        if (query.From is not null) Values.Add(SqlValue.Time("from", query.From));
        if (query.From is not null || query.Expired) Values.Add(SqlValue.Time("as_of", query.AsOf));
        if (query.To is not null) Values.Add(SqlValue.Time("to", query.To));
        if (query.EndedBefore is not null) Values.Add(SqlValue.Time("ended_before", query.EndedBefore));
    }

    // With the pool given, the place is within it, and the comparison of what is left still finds it in the table's order.
    private void After(AllocationQuery query)
    {
        if (query.After is not { } after) return;
        if (query.Pool == after.Pool)
        {
            _conditions.Add("(number, resource_id, reservation_id) > (@after_number, @after_resource, @after_reservation)");
        }
        else
        {
            _conditions.Add("(pool, number, resource_id, reservation_id) > (@after_pool, @after_number, @after_resource, " +
                "@after_reservation)");
            Values.Add(SqlValue.Text("after_pool", after.Pool));
        }

        Values.Add(SqlValue.Number("after_number", after.Number));
        Values.Add(SqlValue.Text("after_resource", after.ResourceId));
        Values.Add(SqlValue.Text("after_reservation", after.ReservationId));
    }
}
