using System.Text.RegularExpressions;

namespace Allocation.Core.Inventories;

/// <summary>Which named parameters the statements of a table can use; the one list of them.</summary>
internal static partial class TableParameters
{
    private static readonly string[] s_claim = ["owner", "owner_name", "attribute", "key"];

    /// <summary>Of the statement that takes a number.</summary>
    public static IReadOnlyList<string> Allocate { get; } = [.. s_claim, "exactly"];

    /// <summary>Of the statement that gives a number back.</summary>
    public static IReadOnlyList<string> Free { get; } = [.. s_claim, "number", "id"];

    /// <summary>Of the statement that finds what a claim got.</summary>
    public static IReadOnlyList<string> Find { get; } = s_claim;

    /// <summary>Of the statement that lists all: none.</summary>
    public static IReadOnlyList<string> List { get; } = [];

    /// <summary>The parameters that a statement uses, without the at sign. What is in quotes or comments is none.</summary>
    public static IReadOnlySet<string> In(string sql) =>
        Names().Matches(Quoted().Replace(sql, " ")).Select(m => m.Groups[1].Value).ToHashSet();

    /// <summary>What keeps a statement from ever running, as the end of a sentence; null when nothing does.</summary>
    public static string? Mistake(string operation, string? sql, IReadOnlyList<string> allowed)
    {
        if (sql is null || In(sql).Except(allowed).Order(StringComparer.Ordinal).FirstOrDefault() is not { } unknown) return null;
        return $"has @{unknown} in its statement to {operation}, which can use " +
            $"{(allowed.Count == 0 ? "no parameter" : "only " + string.Join(", ", allowed.Select(name => "@" + name)))}";
    }

    [GeneratedRegex(@"(?<![\w@])@([A-Za-z_]\w*)")]
    private static partial Regex Names();

    [GeneratedRegex(@"'(?:[^']|'')*'|""(?:[^""]|"""")*""|--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Quoted();
}
