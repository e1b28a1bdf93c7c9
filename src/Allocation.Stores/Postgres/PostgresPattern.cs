using System.Globalization;
using System.Text;
using Allocation.Core.Pools;

namespace Allocation.Stores.Postgres;

/// <summary>A name pattern as one of PostgreSQL's advanced regular expressions. Every character is written by its code point, so none can
/// mean anything else.</summary>
internal static class PostgresPattern
{
    /// <summary>The regular expression of a pattern as people write it; it matches name keys.</summary>
    public static string Of(string text) => "^" + string.Concat(new NamePattern(text).Parts.Select(Part)) + "$";

    private static string Part(PatternPart part)
    {
        if (part.Many) return ".*";
        if (part.Ranges.Count == 0) return ".";
        var set = new StringBuilder(part.Inverted ? "[^" : "[");
        foreach (var (first, last) in part.Ranges) set.Append(Character(first)).Append('-').Append(Character(last));
        return set.Append(']').ToString();
    }

    private static string Character(int codePoint) => string.Create(CultureInfo.InvariantCulture, $@"\U{codePoint:x8}");
}
