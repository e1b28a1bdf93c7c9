using System.Text.RegularExpressions;

namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>Texts without quotes that are not texts to resalloc, whose reader (PyYAML) goes by YAML 1.1.</summary>
internal static partial class YamlText
{
    /// <summary>What is wrong with a plain scalar where a text belongs, and what to write; null when it is a text to all readers.</summary>
    public static string? Doubt(string scalar) =>
        Meaning(scalar) is { } meaning
            ? $"'{scalar}' without quotes is {meaning} to resalloc (YAML 1.1), not a text. Write '{scalar}' in quotes."
            : null;

    /// <summary>Whether a plain scalar is no text to a reader of YAML 1.1.</summary>
    public static bool IsDoubtful(string scalar) => Meaning(scalar) is not null;

    private static string? Meaning(string scalar) =>
        Null().IsMatch(scalar) ? "nothing"
        : Bool().IsMatch(scalar) ? (scalar.ToLowerInvariant() is "yes" or "true" or "on" ? "true" : "false")
        : Int().IsMatch(scalar) || Float().IsMatch(scalar) ? "a number"
        : Time().IsMatch(scalar) ? "a time"
        : scalar == "=" ? "no value that it can read"
        : null;

    // The patterns are those of PyYAML's resolver.py.
    [GeneratedRegex(@"^(?:~|null|Null|NULL|)\z")]
    private static partial Regex Null();

    [GeneratedRegex(@"^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\z")]
    private static partial Regex Bool();

    [GeneratedRegex(@"^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)\z")]
    private static partial Regex Int();

    [GeneratedRegex(@"^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?" +
        @"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}" +
        @"(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)\z")]
    private static partial Regex Time();
}
