using System.Text.RegularExpressions;

namespace Allocation.Stores.Postgres;

/// <summary>
/// Names the schema of each table in a statement, so that it means the same on whatever connection it runs. The store's
/// statements are written for both databases, without a schema. One that is missed here fails at once: nothing is found
/// without a schema, see <see cref="PostgresSettings"/>.
/// </summary>
internal static partial class PostgresTables
{
    /// <summary>The statement with the schema before each name of a table.</summary>
    /// <param name="sql">Keywords in capitals, names in small letters.</param>
    /// <param name="schema">As it is written in a statement.</param>
    public static string Qualify(string sql, string schema)
    {
        var isOfStatement = Within().Match(sql).Groups["name"].Value;
        return Table().Replace(sql, table => table.Groups["name"].Value == isOfStatement
            ? table.Value
            : $"{table.Groups["before"].Value}{schema}.{table.Groups["name"].Value}");
    }

    // What a statement itself calls a table.
    [GeneratedRegex(@"\bWITH (RECURSIVE )?(?<name>[a-z_]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Within();

    // A name with a bracket behind it is a function where rows come from, and a table with its columns elsewhere.
    [GeneratedRegex(@"\b(?<before>(?:INTO|UPDATE|TABLE|ON|DROP INDEX)\s+|(?:FROM|JOIN)\s+(?![a-z_0-9]+\())" +
        @"(?<name>[a-z_][a-z_0-9]*)\b(?!\.)", RegexOptions.ExplicitCapture)]
    private static partial Regex Table();
}
