using System.Text;
using System.Text.RegularExpressions;
using Allocation.Core.Storage;

namespace Allocation.Core.Pools;

/// <summary>
/// A name with wildcards, as PowerShell reads them: <c>*</c> any text, <c>?</c> one character, <c>[a-f]</c> one of these,
/// a backtick takes the next character as it is. Compared without case.
/// </summary>
public sealed class NamePattern
{
    private readonly Regex? _regex;

    /// <summary>Reads a pattern; null matches every name.</summary>
    public NamePattern(string? text)
    {
        if (text is null || text == "*") return;
        if (text.AsSpan().IndexOfAny("*?[`") < 0)
        {
            Exact = text;
            return;
        }

        _regex = new Regex(Translate(NameKey.Of(text)), RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
    }

    /// <summary>The one name that it means, when it has no wildcard.</summary>
    public string? Exact { get; }

    /// <summary>Whether the name fits.</summary>
    public bool Matches(string name)
    {
        if (Exact is not null) return NameKey.Of(Exact) == NameKey.Of(name);
        return _regex is null || _regex.IsMatch(NameKey.Of(name));
    }

    private static string Translate(string text)
    {
        var regex = new StringBuilder(@"\A");
        for (var i = 0; i < text.Length; i++)
        {
            var close = text[i] == '[' ? text.IndexOf(']', i + 1) : -1;
            if (text[i] == '`' && i + 1 < text.Length)
            {
                regex.Append(Regex.Escape(text[++i].ToString()));
            }
            else if (close > i + 1)
            {
                var set = text[(i + 1)..close].Replace(@"\", @"\\", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
                regex.Append('[').Append(set).Append(']');
                i = close;
            }
            else
            {
                regex.Append(text[i] switch { '*' => ".*", '?' => ".", var other => Regex.Escape(other.ToString()) });
            }
        }

        return regex.Append(@"\z").ToString();
    }
}
