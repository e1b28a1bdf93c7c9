namespace Allocation.Core.Pools;

/// <summary>Reads one <c>[a-f]</c> of a <see cref="NamePattern"/>.</summary>
internal static class CharacterSet
{
    /// <summary>Reads the set that begins at <paramref name="at"/> and moves behind it; null, and nothing moved, when there is
    /// none.</summary>
    public static PatternPart? TryRead(string text, ref int at)
    {
        var next = at + 1;
        var inverted = next < text.Length && text[next] is '!' or '^';
        if (inverted) next++;
        if (Members(text, ref next) is not { } members) return null;
        var ranges = new List<(int, int)>();
        for (var i = 0; i < members.Count; i++)
        {
            var first = members[i].Character;
            var spans = i + 2 < members.Count && members[i + 1] is { Character: '-', Escaped: false };
            if (spans) i += 2;
            if (members[i].Character < first) return null;
            ranges.Add((first, members[i].Character));
        }

        at = next;
        return new(false, inverted, ranges);
    }

    // Up to the closing bracket, which is a member when it stands first.
    private static List<(int Character, bool Escaped)>? Members(string text, ref int next)
    {
        var members = new List<(int, bool)>();
        while (next < text.Length)
        {
            if (text[next] == ']' && members.Count > 0)
            {
                next++;
                return members;
            }

            var escaped = text[next] == '`' && next + 1 < text.Length;
            if (escaped) next++;
            members.Add((NamePattern.CharacterAt(text, next, out var length), escaped));
            next += length;
        }

        return null;
    }
}
