using System.Globalization;
using System.Text.RegularExpressions;

namespace Allocation.Stores.Sql;

/// <summary>A statement that may be sent together with others.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Values">Its parameters.</param>
/// <param name="Missed">The error when it changed no row or several; null where it may.</param>
internal sealed partial record SqlBatchStatement(string Sql, SqlValue[] Values, Func<Exception>? Missed = null)
{
    /// <summary>Called with the number of rows it changed; null if the caller does not need it.</summary>
    public Action<int>? Tell { get; init; }

    /// <summary>True if it returns rows, and they are skipped.</summary>
    public bool HasUnreadRows { get; init; }

    /// <summary>The statements of a text, each with the values that it names.</summary>
    /// <param name="sql">Statements, parted by a semicolon and a blank, which no literal in them may have.</param>
    /// <param name="values">The values of them all.</param>
    public static IReadOnlyList<SqlBatchStatement> Parts(string sql, SqlValue[] values) => sql.Contains("; ")
        ? [.. sql.Split("; ").Select(part => Part(part, values))]
        : [new(sql, values)];

    /// <summary>The text with the places of its values instead of their names. Parameters with names fail in a batch that is prepared
    /// after its first run (seen with Npgsql 10.0.0).</summary>
    public string Numbered() => ParameterName().Replace(
        Sql, name => string.Create(CultureInfo.InvariantCulture, $"${Place(name.Groups[1].Value)}"));

    /// <summary>Takes how many rows it changed.</summary>
    public void Answer(int changed)
    {
        Tell?.Invoke(changed);
        if (Missed is not null && changed != 1) throw Missed();
    }

    private static SqlBatchStatement Part(string sql, SqlValue[] values)
    {
        var names = ParameterName().Matches(sql).Select(name => name.Groups[1].Value).ToHashSet();
        return new(sql, [.. values.Where(value => names.Contains(value.Name))]);
    }

    private int Place(string name) =>
        Array.FindIndex(Values, value => value.Name == name) is var index && index >= 0
        ? index + 1
        : throw new InvalidOperationException($"No value for @{name}: {Sql}");

    [GeneratedRegex("@([a-z0-9_]+)")]
    private static partial Regex ParameterName();
}
