namespace Allocation.Core.Pools;

/// <summary>One <c>[a-f]</c> of a <see cref="NamePattern"/>.</summary>
internal sealed class CharacterSet
{
    private readonly List<(char First, char Last)> _ranges = [];
    private readonly bool _inverted;

    private CharacterSet(bool inverted) => _inverted = inverted;

    public bool Contains(char character) => _ranges.Any(r => r.First <= character && character <= r.Last) != _inverted;

    /// <summary>Reads the set that begins at <paramref name="at"/> and moves behind it; null, and nothing moved, when there is none.</summary>
    public static CharacterSet? TryRead(string text, ref int at)
    {
        var next = at + 1;
        var inverted = next < text.Length && text[next] is '!' or '^';
        if (inverted) next++;
        if (Members(text, ref next) is not { } members) return null;
        var set = new CharacterSet(inverted);
        for (var i = 0; i < members.Count; i++)
        {
            var first = members[i].Character;
            var spans = i + 2 < members.Count && members[i + 1] is { Character: '-', Escaped: false };
            if (spans) i += 2;
            if (members[i].Character < first) return null;
            set._ranges.Add((first, members[i].Character));
        }

        at = next;
        return set;
    }

    // Up to the closing bracket, which is a member when it stands first.
    private static List<(char Character, bool Escaped)>? Members(string text, ref int next)
    {
        var members = new List<(char, bool)>();
        for (; next < text.Length; next++)
        {
            if (text[next] == ']' && members.Count > 0)
            {
                next++;
                return members;
            }

            var escaped = text[next] == '`' && next + 1 < text.Length;
            if (escaped) next++;
            members.Add((text[next], escaped));
        }

        return null;
    }
}
