using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Allocation.Core.Pools;

namespace Allocation.Core.ResourcePools;

/// <summary>Names resources by their pool's pattern.</summary>
internal static partial class ResourceName
{
    /// <summary>The pattern that is used unless a pool says otherwise.</summary>
    public const string DefaultPattern = "{pool_name}_{id}_{datetime}";

    /// <summary>The name of a resource.</summary>
    /// <param name="pattern">A pattern without mistakes.</param>
    /// <param name="pool">The pool's name.</param>
    /// <param name="id">The resource's id; written with eight digits at least.</param>
    /// <param name="local">When it is started, in local time.</param>
    public static string Of(string pattern, string pool, long id, DateTimeOffset local) =>
        Placeholder().Replace(pattern, match => match.Groups[1].Value switch
    {
        "pool_name" => pool,
        "id" => id.ToString("00000000", CultureInfo.InvariantCulture),
        "datetime" => local.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture),
        var other => throw new ArgumentException($"'{other}' is not a placeholder.", nameof(pattern)),
    });

    /// <summary>The longest name, in bytes of UTF-8: as long as the name of a file may be.</summary>
    public const int MaxLength = 255;

    /// <summary>What is wrong with a name, as the end of a sentence; null when nothing is. Hooks use names as names of files and as
    /// arguments.</summary>
    public static string? Mistake(string name)
    {
        if (name.Length == 0) return "must not be empty";
        if (Encoding.UTF8.GetByteCount(name) > MaxLength) return $"must not be longer than {MaxLength} bytes";
        if (name is "." or "..") return "must not be . or ..";
        if (name[0] == '-') return "must not begin with a dash";
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0) return "must not contain / or \\";
        return name.Contains('\uFFFD') ? "must be UTF-8 text" : NameRules.Mistake(name, MaxLength);
    }

    /// <summary>Whether a pool could have given that name to one of its resources.</summary>
    public static bool CanBeOf(string pattern, string pool, string name)
    {
        var parts = Placeholder().Split(pattern);
        var form = string.Concat(parts.Select((part, i) => i % 2 == 0 ? Regex.Escape(part) : part switch
        {
            "pool_name" => Regex.Escape(pool),
            "id" => "[0-9]{8,}",
            "datetime" => "[0-9]{8}_[0-9]{6}",
            var other => throw new ArgumentException($"'{other}' is not a placeholder.", nameof(pattern)),
        }));
        return Mistake(name) is null && Regex.IsMatch(name, $@"\A{form}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>The placeholders of a pattern that mean nothing.</summary>
    public static IEnumerable<string> Unknown(string pattern) =>
        Placeholder().Matches(pattern).Select(m => m.Groups[1].Value).Where(name => name is not ("pool_name" or "id" or "datetime"));

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
