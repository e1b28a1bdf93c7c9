using System.Text;

namespace Allocation.Core.Pools;

/// <summary>What every name must keep to, whatever it names.</summary>
public static class NameRules
{
    /// <summary>What is wrong with a name that is not empty, as the end of a sentence; null when nothing is.</summary>
    public static string? Mistake(string name, int maxLength)
    {
        if (name.Length > maxLength) return $"has at most {maxLength} characters, not {name.Length}";
        if (name.Any(char.IsControl)) return "has no control characters, such as line feeds";
        if (name != name.Trim()) return "has no space at its ends";
        if (!IsWellFormed(name)) return "is well-formed Unicode, without half of a surrogate pair";
        return null;
    }

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
