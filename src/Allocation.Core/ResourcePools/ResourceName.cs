using System.Globalization;
using System.Text.RegularExpressions;

namespace Allocation.Core.ResourcePools;

/// <summary>Names resources by their pool's pattern.</summary>
public static partial class ResourceName
{
    /// <summary>The pattern that is used unless a pool says otherwise.</summary>
    public const string DefaultPattern = "{pool_name}_{id}_{datetime}";

    /// <summary>The name of a resource.</summary>
    /// <param name="pattern">A pattern without mistakes.</param>
    /// <param name="pool">The pool's name.</param>
    /// <param name="id">The resource's id; written with eight digits at least.</param>
    /// <param name="local">When it is started, in local time.</param>
    public static string Of(string pattern, string pool, long id, DateTimeOffset local) => Placeholder().Replace(pattern, match => match.Groups[1].Value switch
    {
        "pool_name" => pool,
        "id" => id.ToString("00000000", CultureInfo.InvariantCulture),
        "datetime" => local.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture),
        var other => throw new ArgumentException($"'{other}' is no part of a name.", nameof(pattern)),
    });

    /// <summary>The placeholders of a pattern that mean nothing.</summary>
    public static IEnumerable<string> Unknown(string pattern) =>
        Placeholder().Matches(pattern).Select(m => m.Groups[1].Value).Where(name => name is not ("pool_name" or "id" or "datetime"));

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
