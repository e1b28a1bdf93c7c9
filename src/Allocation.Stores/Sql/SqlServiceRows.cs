using System.Data.Common;
using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;
using Allocation.Stores.Sql.Notes;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlServiceRows(SqlSession session) : IServiceRows
{
    private const string Select =
        $"""
        SELECT id, definition, definition_version, name, state, living, version, candidate_values, active_values, rollback_values,
            start_date, end_date, created_at, updated_at, {SqlNoteRows.OfService}
        FROM services
        """;

    private const string InsertSql =
        """
        INSERT INTO services (id, definition, definition_version, name, name_key, state, living, version,
            candidate_values, active_values, rollback_values, start_date, end_date, created_at, updated_at, first_id, first_at,
            first_events)
        VALUES (@id, @definition, @definition_version, @name, @name_key, @state, @living, @version,
            @candidate_values, @active_values, @rollback_values, @start_date, @end_date, @created_at, @updated_at, @first_id,
            @first_at, @first_events)
        ON CONFLICT DO NOTHING
        """;

    // What the indexes hold seldom changes, and a statement that could change it would rewrite them.
    private const string UpdateSql =
        """
        UPDATE services SET definition_version = @definition_version, name = @name, state = @state, version = @version,
            candidate_values = @candidate_values, active_values = @active_values, rollback_values = @rollback_values,
            start_date = @start_date, end_date = @end_date, created_at = @created_at, updated_at = @updated_at
        WHERE id = @id AND definition = @definition AND name_key = @name_key AND living = @living
        """;

    private const string UpdateAllSql =
        """
        UPDATE services SET definition = @definition, definition_version = @definition_version, name = @name, name_key = @name_key,
            state = @state,
            living = @living, version = @version, candidate_values = @candidate_values, active_values = @active_values,
            rollback_values = @rollback_values, start_date = @start_date, end_date = @end_date, created_at = @created_at,
            updated_at = @updated_at
        WHERE id = @id
        """;

    // Rows that this session has made or locked, as they are now.
    private readonly Dictionary<string, ServiceInstance> _ours = [];

    // Names that this session has seen to be free.
    private readonly HashSet<(string Definition, string NameKey)> _free = [];

    public ServiceInstance? FindLiving(string definition, string name)
    {
        var found = session.First(
            Select + " WHERE definition = @definition AND name_key = @name_key AND living = 1",
            Read,
            Text("definition", definition),
            Text("name_key", NameKey.Of(name)));
        if (found is null) _free.Add((definition, NameKey.Of(name)));
        return found;
    }

    public ServiceInstance? Find(string id) => session.First(Select + " WHERE id = @id", Read, Text("id", id));

    public ServiceInstance? Lock(string id)
    {
        var found = session.First(session.Dialect.Locking(Select + " WHERE id = @id", holdsOthers: false), Read, Text("id", id));
        if (found is not null) _ours[id] = found;
        return found;
    }

    public IEnumerable<ServiceInstance> Query(ServiceQuery query)
    {
        var conditions = new List<string>();
        var values = new List<SqlValue>();
        if (query.Living is { } living) conditions.Add(living ? "living = 1" : "living = 0");
        if (query.Definition is { } definition)
        {
            conditions.Add("definition = @definition");
            values.Add(Text("definition", definition));
        }

        if (query.States is { } states)
        {
            conditions.Add(states.Count == 0 ? "1 = 0" : $"state IN ({string.Join(", ", states.Select((_, i) => $"@state{i}"))})");
            values.AddRange(states.Select((state, i) => Text($"state{i}", state)));
        }

        SqlNoteFilter.Add(query.Notes, NoteSubjectKind.Lease, "id", session.Dialect, conditions, values);
        if (query.After is { } after)
        {
            conditions.Add("(name_key, id) > (@after_name, @after_id)");
            values.Add(Text("after_name", after.NameKey));
            values.Add(Text("after_id", after.Id));
        }

        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return session.Rows(Select + where + " ORDER BY name_key, id LIMIT @take", Read,
            [.. values, Number("take", query.Take ?? long.MaxValue)]);
    }

    public long CountLiving(string? definition = null) => definition is null
        ? session.Number("SELECT COUNT(*) FROM services WHERE living = 1")
        : session.Number("SELECT COUNT(*) FROM services WHERE definition = @definition AND living = 1", Text("definition", definition));

    public IReadOnlyList<string> LivingNames(string definition, string start, int most) =>
    [
        .. session.Rows(
            """
            SELECT name FROM services
            WHERE definition = @definition AND name_key >= @first AND name_key < @last AND living = 1
            ORDER BY name_key LIMIT @most
            """,
            row => row.GetString(0),
            Text("definition", definition),
            Text("first", NameKey.Of(start)),
            Text("last", NameKey.Of(start) + "\U0010FFFF"),
            Number("most", most)),
    ];

    // Where this session has just seen that the name is free, only another caller can be in the way, so the answer can wait.
    public bool Add(ServiceInstance instance, ServiceHistoryRecord? first = null)
    {
        SqlValue[] values = [.. Values(instance), Text("first_id", first?.Id), Time("first_at", first?.At),
            Text("first_events", first?.Events)];
        var isNew = instance.Living && _free.Remove((instance.Definition, NameKey.Of(instance.Name)));
        if (isNew) session.ExecuteLater(new(InsertSql, values, () => NotNew(instance)));
        else if (session.Execute(InsertSql, values) == 0) return false;
        _ours[instance.Id] = instance;
        session.AddNotes(NoteSubject.Lease(instance.Id), instance.Notes);
        return true;
    }

    public bool Update(ServiceInstance instance)
    {
        if (_ours.TryGetValue(instance.Id, out var known) && CannotConflict(known, instance))
        {
            UpdateNotes(known, instance);
            session.ExecuteLater(new(known.Living == instance.Living ? UpdateSql : UpdateAllSql, Values(instance), () => Missed(instance)));
            _ours[instance.Id] = instance;
            return true;
        }

        _ours.Remove(instance.Id);
        if (Find(instance.Id) is not { } old) return false;
        UpdateNotes(old, instance);
        return session.Execute(UpdateSql, Values(instance)) > 0 || session.Execute(UpdateAllSql, Values(instance)) > 0;
    }

    public bool Remove(string id)
    {
        _ours.Remove(id);
        if (session.Execute("DELETE FROM services WHERE id = @id", Text("id", id)) == 0) return false;
        session.Notes.Set(NoteSubject.Lease(id), NoteSet.None);
        session.Execute("DELETE FROM service_history WHERE service_id = @service_id", Text("service_id", id));
        return true;
    }

    /// <summary>Whether the service was made or locked, so that no other transaction changes its rows.</summary>
    public bool HasLocked(string id) => _ours.ContainsKey(id);

    // Whether the new row cannot have the name of another living one.
    private static bool CannotConflict(ServiceInstance old, ServiceInstance row) => old.Definition == row.Definition
        && (old.Living || !row.Living) && NameKey.Of(old.Name) == NameKey.Of(row.Name);

    private Exception NotNew(ServiceInstance row) =>
        session.Dialect.Conflict($"another caller created a service called '{row.Name}' at the same moment");

    private void UpdateNotes(ServiceInstance old, ServiceInstance row)
    {
        if (old.Notes == row.Notes) return;
        session.Notes.Set(NoteSubject.Lease(row.Id), row.Notes);
    }

    private static InvalidOperationException Missed(ServiceInstance row) =>
        new($"The service {row.Id} has changed since this session locked it.");

    private static SqlValue[] Values(ServiceInstance row) =>
    [
        Text("id", row.Id),
        Text("definition", row.Definition),
        Number("definition_version", row.DefinitionVersion),
        Text("name", row.Name),
        Text("name_key", NameKey.Of(row.Name)),
        Text("state", row.State),
        Flag("living", row.Living),
        Number("version", row.Version),
        Text("candidate_values", row.Candidate?.ToJson()),
        Text("active_values", row.Active?.ToJson()),
        Text("rollback_values", row.Rollback?.ToJson()),
        Time("start_date", row.Time.Start),
        Time("end_date", row.Time.End),
        Time("created_at", row.CreatedAt),
        Time("updated_at", row.UpdatedAt),
    ];

    private static ServiceInstance Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Definition = row.GetString(1),
        DefinitionVersion = (int)row.GetInt64(2),
        Name = row.GetString(3),
        State = row.GetString(4),
        Living = row.GetInt64(5) != 0,
        Version = (int)row.GetInt64(6),
        Candidate = Attributes(row, 7),
        Active = Attributes(row, 8),
        Rollback = Attributes(row, 9),
        Time = row.IsDBNull(10) && row.IsDBNull(11) ? LeaseTime.Open : new(TimeOf(row, 10), TimeOf(row, 11)),
        CreatedAt = UnixMicroseconds.ToTime(row.GetInt64(12)),
        UpdatedAt = UnixMicroseconds.ToTime(row.GetInt64(13)),
        Notes = SqlNoteRows.Read(row, 14),
    };

    private static DateTimeOffset? TimeOf(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : UnixMicroseconds.ToTime(row.GetInt64(column));

    private static AttributeSet? Attributes(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : AttributeSet.Parse(row.GetString(column));
}
