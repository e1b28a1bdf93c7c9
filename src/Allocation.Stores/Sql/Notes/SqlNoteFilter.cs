using System.Globalization;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;

namespace Allocation.Stores.Sql.Notes;

/// <summary>The conditions that what a column names has such notes: one for the owner and one for each tag.</summary>
internal static class SqlNoteFilter
{
    public static void Add(NoteFilter? filter, NoteSubjectKind kind, string column, SqlDialect dialect, List<string> conditions,
        List<SqlValue> values)
    {
        if (filter is null) return;
        if (filter.Owner is { } owner)
            conditions.Add(Condition(owner, kind, column, "notes", "owner_key", "note_owner", dialect, values));
        for (var i = 0; i < filter.Tags.Count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"note_tag{i}");
            conditions.Add(Condition(filter.Tags[i], kind, column, "note_tags", "tag_key", name, dialect, values));
        }
    }

    private static string Condition(string pattern, NoteSubjectKind kind, string column, string table, string key, string parameter,
        SqlDialect dialect, List<SqlValue> values)
    {
        var exact = new NamePattern(pattern).Literally;
        values.Add(SqlValue.Text(parameter, exact is null ? dialect.Pattern(pattern) : NameKey.Of(exact)));
        var fits = exact is null ? $"{key} IS NOT NULL AND {dialect.Fits(key, "@" + parameter)}" : $"{key} = @{parameter}";
        return $"{column} IN (SELECT subject FROM {table} WHERE subject_kind = '{kind}' AND {fits})";
    }
}
