using System.Text.RegularExpressions;

namespace Allocation.Core.Secrets;

/// <summary>
/// Replaces secrets in texts by <c>***</c>. A secret of three characters or fewer is replaced only where it is not part of a
/// longer word or number: anywhere else it would more likely be a piece of an ordinary word.
/// </summary>
internal sealed class SecretMask
{
    private const string Shown = "***";
    private const int LongestShort = 3;

    private readonly IReadOnlyList<Regex> _secrets;

    /// <summary>A mask for these secrets. Of a secret with line ends each line is one, because programs print line by line.</summary>
    public SecretMask(IEnumerable<string> secrets) => _secrets =
    [
        .. secrets.SelectMany(secret => secret.Split('\n').Select(line => line.TrimEnd('\r')).Prepend(secret))
            .Where(secret => !string.IsNullOrWhiteSpace(secret))
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length)
            .Select(Finder),
    ];

    /// <summary>The text without the secrets.</summary>
    public string Apply(string text) => _secrets.Aggregate(text, (masked, secret) => secret.Replace(masked, Shown));

    private static Regex Finder(string secret) => new(
        secret.Length > LongestShort ? Regex.Escape(secret) : @"(?<![\p{L}\p{N}])" + Regex.Escape(secret) + @"(?![\p{L}\p{N}])",
        RegexOptions.CultureInvariant);
}
