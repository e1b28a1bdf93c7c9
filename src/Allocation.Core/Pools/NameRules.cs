using System.Text;
using Allocation.Core.Texts;

namespace Allocation.Core.Pools;

/// <summary>What every name must keep to, whatever it names.</summary>
internal static class NameRules
{
    /// <summary>What is wrong with a name that is not empty, as the end of a sentence; null when nothing is.</summary>
    public static string? Mistake(string name, int maxLength)
    {
        if (name.Length > maxLength) return $"must have at most {maxLength} characters, not {name.Length}";
        if (!IsWellFormed(name)) return "must be well-formed Unicode, without half of a surrogate pair";
        if (name.Where(char.IsControl).Select(c => (char?)c).FirstOrDefault() is { } control)
            return $"must not contain control characters, such as line feeds: it has {CodePoint(control)}";
        if (name != name.Trim())
            return $"must not begin or end with a space: it has {CodePoint(name.TrimStart() == name ? name[^1] : name[0])} there";
        if (UnseenCharacters.First(name) is { } unseen)
            return $"must not contain characters that are invisible or look like a space: it has {UnseenCharacters.CodePoint(unseen)}";
        return null;
    }

    private static string CodePoint(char character) => UnseenCharacters.CodePoint(new Rune(character));

    private static bool IsWellFormed(string name)
    {
        var rest = name.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[used..];
        }

        return true;
    }
}
