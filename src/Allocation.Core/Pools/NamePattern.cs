using Allocation.Core.Storage;

namespace Allocation.Core.Pools;

/// <summary>
/// A name with wildcards, as PowerShell reads them: <c>*</c> any text, <c>?</c> one character, <c>[a-f]</c> one of these,
/// <c>[!a-f]</c> one that is none of these, a backtick takes the next character as it is. Compared without case. What is no
/// valid set, such as a lone <c>[</c>, is text: PowerShell raises an error there.
/// </summary>
public sealed class NamePattern
{
    private readonly List<Part> _parts = [];

    /// <summary>Reads a pattern; null matches every name.</summary>
    public NamePattern(string? text)
    {
        if (text?.AsSpan().IndexOfAny("*?[`") < 0) Exact = text;
        var key = NameKey.Of(text ?? "*");
        for (var at = 0; at < key.Length;) _parts.Add(Read(key, ref at));
    }

    /// <summary>The one name that it means, when it has no wildcard.</summary>
    public string? Exact { get; }

    /// <summary>Whether the name fits.</summary>
    public bool Matches(string name)
    {
        var key = NameKey.Of(name);
        var (at, part) = (0, 0);
        var (retryAt, retryPart) = (0, -1);
        while (at < key.Length)
        {
            if (part < _parts.Count && _parts[part].Many)
            {
                (retryAt, retryPart) = (at, ++part);
            }
            else if (part < _parts.Count && _parts[part].Fits(key[at]))
            {
                at++;
                part++;
            }
            else if (retryPart >= 0)
            {
                // The last star takes one character more; an earlier one never has to.
                (at, part) = (++retryAt, retryPart);
            }
            else
            {
                return false;
            }
        }

        return _parts.Skip(part).All(p => p.Many);
    }

    private static Part Read(string text, ref int at)
    {
        if (text[at] == '[' && CharacterSet.TryRead(text, ref at) is { } set) return new(false, set.Contains);
        var escaped = text[at] == '`' && at + 1 < text.Length;
        if (escaped) at++;
        var character = text[at++];
        return (escaped, character) switch
        {
            (false, '*') => new(true, _ => true),
            (false, '?') => new(false, _ => true),
            _ => new(false, c => c == character),
        };
    }

    private readonly record struct Part(bool Many, Func<char, bool> Fits);
}
