using System.Globalization;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;

namespace Allocation.Stores.Sql.Events;

/// <summary>The WHERE of a query of events: one text for each combination of filters, so that each is prepared once.</summary>
internal sealed class SqlEventFilter
{
    private readonly List<string> _conditions = [];

    public SqlEventFilter(EventQuery query, SqlDialect dialect)
    {
        Time("at >= @from", "from", query.From);
        Time("at < @to", "to", query.To);
        Text("kind = @kind", "kind", query.Kind?.ToString());
        Text("subject = @subject", "subject", query.Subject?.ToString());
        Text("subject_id = @subject_id", "subject_id", query.SubjectId);
        Name(query.Name, dialect);
        Text("pool_keys LIKE @pool ESCAPE '\\'", "pool", query.Pool is { } pool ? $"%{Escaped(EventKeys.OfPool(pool))}%" : null);
        Actor(query.Actor, dialect);
        if (query.After is { } after)
        {
            _conditions.Add("(at, id) < (@after_at, @after_id)");
            Values.Add(SqlValue.Time("after_at", after.Time));
            Values.Add(SqlValue.Text("after_id", after.EventId));
        }

        Where = _conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", _conditions);
    }

    public string Where { get; }

    public List<SqlValue> Values { get; } = [];

    private void Time(string condition, string name, DateTimeOffset? time)
    {
        if (time is null) return;
        _conditions.Add(condition);
        Values.Add(SqlValue.Time(name, time));
    }

    private void Text(string condition, string name, string? text)
    {
        if (text is null) return;
        _conditions.Add(condition);
        Values.Add(SqlValue.Text(name, text));
    }

    private void Name(string? pattern, SqlDialect dialect)
    {
        if (pattern is null) return;
        if (new NamePattern(pattern).Literally is { } exact) Text("name_key = @name", "name", NameKey.Of(exact));
        else Text(dialect.Fits("name_key", "@name"), "name", dialect.Pattern(pattern));
    }

    private void Actor(string? actor, SqlDialect dialect)
    {
        if (actor is null) return;
        var fits = new List<string>();
        foreach (var pattern in EventKeys.PatternsOfActor(actor))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"actor{fits.Count}");
            fits.Add(dialect.Fits("actor_key", "@" + name));
            Values.Add(SqlValue.Text(name, dialect.Pattern(pattern)));
        }

        _conditions.Add($"({string.Join(" OR ", fits)})");
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
