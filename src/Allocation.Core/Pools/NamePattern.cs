using System.Text;
using Allocation.Core.Storage;

namespace Allocation.Core.Pools;

/// <summary>
/// A name with wildcards, as PowerShell reads them: <c>*</c> any text, <c>?</c> one character, <c>[a-f]</c> one of these,
/// <c>[!a-f]</c> one that is none of these, a backtick takes the next character as it is. Compared without case. What is no
/// valid set, such as a lone <c>[</c>, is text: PowerShell raises an error there. A character is a Unicode code point.
/// </summary>
public sealed class NamePattern
{
    private readonly List<PatternPart> _parts = [];

    /// <summary>Reads a pattern; null matches every name.</summary>
    public NamePattern(string? text)
    {
        Text = text ?? "*";
        if (text?.AsSpan().IndexOfAny("*?[`") < 0) Exact = text;
        var key = NameKey.Of(Text);
        for (var at = 0; at < key.Length;) _parts.Add(Read(key, ref at));
    }

    /// <summary>What was written; <c>*</c> when nothing was.</summary>
    public string Text { get; }

    /// <summary>The one name that it means, when it has no wildcard.</summary>
    public string? Exact { get; }

    /// <summary>As <see cref="Exact"/>, also where the only special characters are backticks that make others mean themselves.</summary>
    internal string? Literally => Exact ?? Unescaped(Text);

    /// <summary>What it is made of, in the form in which names are compared (<see cref="NameKey"/>); for databases that match by
    /// themselves.</summary>
    public IReadOnlyList<PatternPart> Parts => _parts;

    /// <summary>Whether the name fits.</summary>
    public bool Matches(string name) => MatchesKey(NameKey.Of(name));

    /// <summary>Whether a name fits whose key is at hand.</summary>
    public bool MatchesKey(string key)
    {
        var (at, part) = (0, 0);
        var (retryAt, retryPart) = (0, -1);
        while (at < key.Length)
        {
            var character = CharacterAt(key, at, out var length);
            if (part < _parts.Count && _parts[part].Many)
            {
                (retryAt, retryPart) = (at, ++part);
            }
            else if (part < _parts.Count && _parts[part].Fits(character))
            {
                at += length;
                part++;
            }
            else if (retryPart >= 0)
            {
                // The last star takes one character more; an earlier one never has to.
                CharacterAt(key, retryAt, out var step);
                (at, part) = (retryAt += step, retryPart);
            }
            else
            {
                return false;
            }
        }

        return _parts.Skip(part).All(p => p.Many);
    }

    // Null where it has a wildcard.
    private static string? Unescaped(string text)
    {
        var name = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if ("*?[".Contains(text[at], StringComparison.Ordinal)) return null;
            if (text[at] == '`' && at + 1 < text.Length) at++;
            name.Append(text[at]);
        }

        return name.ToString();
    }

    private static PatternPart Read(string text, ref int at)
    {
        if (text[at] == '[' && CharacterSet.TryRead(text, ref at) is { } set) return set;
        var escaped = text[at] == '`' && at + 1 < text.Length;
        if (escaped) at++;
        var character = CharacterAt(text, at, out var length);
        at += length;
        return (escaped, character) switch
        {
            (false, '*') => PatternPart.AnyText,
            (false, '?') => PatternPart.AnyOne,
            _ => PatternPart.One(character),
        };
    }

    /// <summary>The pattern that means exactly this name, whatever characters it has.</summary>
    internal static string Literal(string name) =>
        string.Concat(name.Select(c => "*?[`".Contains(c, StringComparison.Ordinal) ? $"`{c}" : c.ToString()));

    internal static int CharacterAt(string text, int at, out int length)
    {
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length);
        return rune.Value;
    }
}
